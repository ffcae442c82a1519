/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.zerocopy.forward.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * Networks in CIDR notation; a single address is a network of one. Immutable.
 */
public final class CidrList {

	private final List<IpSubnetFilterRule> rules;

	private CidrList(List<IpSubnetFilterRule> rules) {
		this.rules = rules;
	}

	/**
	 * Parse networks.
	 * @param networks such as {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 127.0.0.1}
	 * @return the list
	 * @throws IllegalArgumentException if one is malformed; the message names it
	 */
	public static CidrList of(List<String> networks) {
		return new CidrList(networks.stream().map(CidrList::parse).toList());
	}

	private static IpSubnetFilterRule parse(String network) {
		int slash = network.indexOf('/');
		String address = (slash < 0) ? network : network.substring(0, slash);
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		if (bytes == null) {
			throw invalid(network);
		}
		try {
			int prefix = (slash < 0) ? bytes.length * 8 : Integer.parseInt(network.substring(slash + 1));
			return new IpSubnetFilterRule(InetAddress.getByAddress(bytes), prefix, IpFilterRuleType.ACCEPT);
		}
		catch (Exception ex) {
			throw invalid(network);
		}
	}

	private static IllegalArgumentException invalid(String network) {
		return new IllegalArgumentException(
				"Network '" + network + "' is not an address or address/prefix-length, such as 10.0.0.0/8");
	}

	/**
	 * Return whether there are no networks.
	 * @return {@code true} for an empty list
	 */
	public boolean isEmpty() {
		return this.rules.isEmpty();
	}

	/**
	 * Return whether a network contains the address. An IPv4 address mapped into IPv6 has
	 * been turned back by the JDK.
	 * @param address the address
	 * @return {@code true} if one contains it
	 */
	public boolean contains(InetSocketAddress address) {
		for (IpSubnetFilterRule rule : this.rules) {
			if (rule.matches(address)) {
				return true;
			}
		}
		return false;
	}

}
