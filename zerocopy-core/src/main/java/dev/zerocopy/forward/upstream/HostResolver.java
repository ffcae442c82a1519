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

package dev.zerocopy.forward.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the addresses of a host name. May block; it is never called on an event loop.
 */
public interface HostResolver {

	/**
	 * The name services of the system, through the JDK and its cache
	 * ({@code networkaddress.cache.ttl}).
	 */
	HostResolver SYSTEM = (host) -> List.of(InetAddress.getAllByName(host));

	/**
	 * Find all addresses.
	 * @param host the host name
	 * @return the addresses, at least one
	 * @throws UnknownHostException if there are none or the service does not answer
	 */
	List<InetAddress> resolve(String host) throws UnknownHostException;

}
