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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.StaticFiles;

/**
 * {@link Endpoint @Endpoint} that shows which bytes went zero-copy, which did not, and
 * why. Deleting drops cached files, writing changes routes.
 */
@Endpoint(id = "zerocopy")
public class ZeroCopyEndpoint {

	private final @Nullable StaticFiles files;

	private final @Nullable RouteOperations routes;

	private final List<Capabilities> capabilities;

	private final Show showValues;

	/**
	 * Create an endpoint.
	 * @param files the directories that are served, {@code null} for none
	 * @param forwarder forwards connections, {@code null} for none
	 * @param capabilities what the platform offers
	 * @param showValues when to show directories and addresses
	 */
	public ZeroCopyEndpoint(@Nullable StaticFiles files, @Nullable TcpForwarder forwarder,
			List<Capabilities> capabilities, Show showValues) {
		this.files = files;
		this.routes = (forwarder != null) ? new RouteOperations(forwarder) : null;
		this.capabilities = List.copyOf(capabilities);
		this.showValues = showValues;
	}

	/**
	 * Describe everything.
	 * @return the description
	 */
	@ReadOperation
	public ZeroCopyDescriptor describe() {
		return describe(this.showValues.isShown(true));
	}

	/**
	 * Describe a route and its open connections.
	 * @param route the name of the route
	 * @param limit how many connections to describe, {@code null} for 100
	 * @return the description, or {@code null} if there is no such route
	 */
	@ReadOperation
	public @Nullable RouteDescriptor describeRoute(@Selector String route, @Nullable Integer limit) {
		return describeRoute(route, limit, this.showValues.isShown(true));
	}

	/**
	 * Drain or resume a route, or enable or disable one of its upstreams.
	 * @param route the name of the route
	 * @param action what to do
	 * @param upstream the upstream to enable or disable, by its address as configured or
	 * by its position
	 * @return the route afterwards, or {@code null} if there is no such route
	 */
	@WriteOperation
	public @Nullable RouteDescriptor changeRoute(@Selector String route, RouteAction action,
			@Nullable String upstream) {
		return changeRoute(route, action, upstream, this.showValues.isShown(true));
	}

	/**
	 * Drop every cached file. Transfers under way keep theirs.
	 * @return how many entries were dropped, by mount
	 */
	@DeleteOperation
	public Map<String, Long> invalidate() {
		Map<String, Long> dropped = new TreeMap<>();
		if (this.files != null) {
			this.files.mounts().forEach((mount) -> dropped.put(mount.options().name(), mount.files().invalidateAll()));
		}
		return OperationResponseBody.of(dropped);
	}

	/**
	 * Drop the cached files of one mount.
	 * @param mount the name of the mount
	 * @return how many entries were dropped, or {@code null} if there is no such mount
	 */
	@DeleteOperation
	public @Nullable Map<String, Long> invalidateMount(@Selector String mount) {
		if (this.files == null) {
			return null;
		}
		return this.files.mounts()
			.stream()
			.filter((candidate) -> candidate.options().name().equals(mount))
			.findFirst()
			.map((found) -> OperationResponseBody.of(Map.of(mount, found.files().invalidateAll())))
			.orElse(null);
	}

	ZeroCopyDescriptor describe(boolean showUnsanitized) {
		Map<String, Capability> all = new TreeMap<>();
		String transport = null;
		for (Capabilities source : this.capabilities) {
			all.putAll(source.all());
			transport = (transport != null) ? transport : source.transport();
		}
		return new ZeroCopyDescriptor(transport, all,
				(this.files != null) ? MountReport.describe(this.files, transport, showUnsanitized) : Map.of(),
				(this.routes != null) ? this.routes.describe(showUnsanitized) : Map.of(),
				(this.routes != null) ? this.routes.pipes() : null);
	}

	@Nullable RouteDescriptor describeRoute(String route, @Nullable Integer limit, boolean showUnsanitized) {
		return (this.routes != null) ? this.routes.describe(route, limit, showUnsanitized) : null;
	}

	@Nullable RouteDescriptor changeRoute(String route, RouteAction action, @Nullable String upstream, boolean showUnsanitized) {
		if (this.routes == null || !this.routes.change(route, action, upstream)) {
			return null;
		}
		return this.routes.describe(route, 0, showUnsanitized);
	}

}
