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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.RouteStatus;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;

/**
 * Down when a directory that should be served can not be read any more, or when a route
 * has no upstream that is up; out of service while a route is drained or stopped, as
 * during shutdown. A route that can not listen ends the start of the application. Bytes
 * that can not go zero-copy are no illness.
 */
public class ZeroCopyHealthIndicator extends AbstractHealthIndicator {

	private final @Nullable StaticFiles files;

	private final @Nullable TcpForwarder forwarder;

	/**
	 * Create an indicator.
	 * @param files the directories that are served, {@code null} for none
	 * @param forwarder forwards connections, {@code null} for none
	 */
	public ZeroCopyHealthIndicator(@Nullable StaticFiles files, @Nullable TcpForwarder forwarder) {
		super("Zero-copy health check failed");
		this.files = files;
		this.forwarder = forwarder;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Set<Status> statuses = new HashSet<>();
		if (this.files != null) {
			builder.withDetail("mounts", mounts(this.files, statuses));
		}
		if (this.forwarder != null) {
			builder.withDetail("routes", routes(this.forwarder, statuses));
		}
		builder.status(worst(statuses));
	}

	private static Status worst(Set<Status> statuses) {
		if (statuses.contains(Status.DOWN)) {
			return Status.DOWN;
		}
		return statuses.contains(Status.OUT_OF_SERVICE) ? Status.OUT_OF_SERVICE : Status.UP;
	}

	private static Map<String, Map<String, String>> mounts(StaticFiles files, Set<Status> statuses) {
		Map<String, Map<String, String>> mounts = new TreeMap<>();
		for (Mount mount : files.mounts()) {
			boolean readable = isReadable(mount.options().root());
			mounts.put(mount.options().name(), readable ? detail(Status.UP, null, statuses)
					: detail(Status.DOWN, "the root is not a readable directory", statuses));
		}
		return mounts;
	}

	private static Map<String, Map<String, String>> routes(TcpForwarder forwarder, Set<Status> statuses) {
		Map<String, RouteState> states = new HashMap<>();
		forwarder.state().routes().forEach((state) -> states.put(state.name(), state));
		Map<String, Map<String, String>> routes = new TreeMap<>();
		for (RouteSpec route : forwarder.routes()) {
			routes.put(route.name(), route(states.get(route.name()), statuses));
		}
		return routes;
	}

	private static Map<String, String> route(@Nullable RouteState route, Set<Status> statuses) {
		if (route == null || route.status() == RouteStatus.STOPPED) {
			// a forwarder stops because the application ends or an operator wants it to
			return detail(Status.OUT_OF_SERVICE, "the route is stopped", statuses);
		}
		if (route.status() == RouteStatus.DRAINING) {
			return detail(Status.OUT_OF_SERVICE, "the route is drained", statuses);
		}
		return route.isUp() ? detail(Status.UP, null, statuses) : detail(Status.DOWN, "no upstream is up", statuses);
	}

	private static Map<String, String> detail(Status status, @Nullable String reason, Set<Status> statuses) {
		statuses.add(status);
		return (reason != null) ? Map.of("status", status.getCode(), "reason", reason)
				: Map.of("status", status.getCode());
	}

	private static boolean isReadable(Path root) {
		return Files.isDirectory(root) && Files.isReadable(root);
	}

}
