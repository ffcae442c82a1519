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

package dev.zerocopy.forward;

/**
 * A route cannot listen where it is configured to.
 */
public class RouteStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String route;

	private final String address;

	/**
	 * Create an exception.
	 * @param route the name of the route
	 * @param address the address as configured
	 * @param cause the reason
	 */
	public RouteStartException(String route, String address, Throwable cause) {
		super("Route '" + route + "' cannot listen on '" + address + "': " + cause.getMessage()
				+ ". Free the address or configure another", cause);
		this.route = route;
		this.address = address;
	}

	/**
	 * Return the route.
	 * @return its name
	 */
	public String getRoute() {
		return this.route;
	}

	/**
	 * Return the address.
	 * @return the address as configured
	 */
	public String getAddress() {
		return this.address;
	}

}
