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

package dev.zerocopy.actuate;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that shows directories and addresses
 * to authorized users.
 */
@EndpointWebExtension(endpoint = ZeroCopyEndpoint.class)
public class ZeroCopyEndpointWebExtension {

	private final ZeroCopyEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 * @param showValues when to show directories and addresses
	 * @param roles roles that make a user authorized, empty for any user
	 */
	public ZeroCopyEndpointWebExtension(ZeroCopyEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Describe everything.
	 * @param securityContext who asks
	 * @return the description
	 */
	@ReadOperation
	public ZeroCopyDescriptor describe(SecurityContext securityContext) {
		return this.delegate.describe(isShown(securityContext));
	}

	/**
	 * Describe a route and its open connections.
	 * @param securityContext who asks
	 * @param route the name of the route
	 * @param limit how many connections to describe, {@code null} for 100
	 * @return the description, or not found
	 */
	@ReadOperation
	public @Nullable RouteDescriptor describeRoute(SecurityContext securityContext, @Selector String route,
			@Nullable Integer limit) {
		return this.delegate.describeRoute(route, limit, isShown(securityContext));
	}

	/**
	 * Drain or resume a route, or enable or disable one of its upstreams.
	 * @param securityContext who asks
	 * @param route the name of the route
	 * @param action what to do
	 * @param upstream the upstream to enable or disable
	 * @return the route afterwards, or not found
	 */
	@WriteOperation
	public WebEndpointResponse<RouteDescriptor> changeRoute(SecurityContext securityContext, @Selector String route,
			RouteAction action, @Nullable String upstream) {
		RouteDescriptor changed = this.delegate.changeRoute(route, action, upstream, isShown(securityContext));
		return (changed != null) ? new WebEndpointResponse<>(changed)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Drop the cached files of one mount.
	 * @param mount the name of the mount
	 * @return how many entries were dropped, or not found
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Long>> invalidateMount(@Selector String mount) {
		Map<String, Long> dropped = this.delegate.invalidateMount(mount);
		return (dropped != null) ? new WebEndpointResponse<>(dropped)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

}
