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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which client addresses a route takes. Deny wins over allow; an empty allow list allows
 * every address; clients of a unix socket have no address and are always allowed, the
 * permissions of its file decide. Immutable.
 */
public final class AccessRules {

	private final CidrList allow;

	private final CidrList deny;

	/**
	 * Create rules.
	 * @param allow networks that may connect, empty for all
	 * @param deny networks that may not
	 * @throws IllegalArgumentException if a network is malformed
	 */
	public AccessRules(List<String> allow, List<String> deny) {
		this.allow = CidrList.of(allow);
		this.deny = CidrList.of(deny);
	}

	/**
	 * Decide about a client.
	 * @param client the address, {@code null} if it has none
	 * @return whether it may connect
	 */
	public boolean allows(@Nullable SocketAddress client) {
		if (!(client instanceof InetSocketAddress address) || address.isUnresolved()) {
			return true;
		}
		return !this.deny.contains(address) && (this.allow.isEmpty() || this.allow.contains(address));
	}

}
