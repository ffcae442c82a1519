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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import dev.zerocopy.actuate.ZeroCopyDescriptor.CacheDescriptor;
import dev.zerocopy.actuate.ZeroCopyDescriptor.MountDescriptor;
import dev.zerocopy.file.FileCacheStats;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountOptions;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transfer.FallbackReason;

/**
 * {@link Endpoint @Endpoint} that shows which bytes went zero-copy, which did not, and
 * why; deleting drops the cached files.
 */
@Endpoint(id = "zerocopy")
public class ZeroCopyEndpoint {

	private final StaticFiles files;

	private final Capabilities capabilities;

	private final Show showValues;

	/**
	 * Create an endpoint.
	 * @param files the directories that are served
	 * @param capabilities what the platform offers
	 * @param showValues when to show directories
	 */
	public ZeroCopyEndpoint(StaticFiles files, Capabilities capabilities, Show showValues) {
		this.files = files;
		this.capabilities = capabilities;
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
	 * Drop every cached file. Transfers under way keep theirs.
	 * @return how many entries were dropped, by mount
	 */
	@DeleteOperation
	public Map<String, Long> invalidate() {
		Map<String, Long> dropped = new TreeMap<>();
		this.files.mounts().forEach((mount) -> dropped.put(mount.options().name(), mount.files().invalidateAll()));
		return OperationResponseBody.of(dropped);
	}

	/**
	 * Drop the cached files of one mount.
	 * @param mount the name of the mount
	 * @return how many entries were dropped, or {@code null} if there is no such mount
	 */
	@DeleteOperation
	public @Nullable Map<String, Long> invalidateMount(@Selector String mount) {
		return this.files.mounts()
			.stream()
			.filter((candidate) -> candidate.options().name().equals(mount))
			.findFirst()
			.map((found) -> OperationResponseBody.of(Map.of(mount, found.files().invalidateAll())))
			.orElse(null);
	}

	ZeroCopyDescriptor describe(boolean showUnsanitized) {
		Map<String, MountDescriptor> mounts = new TreeMap<>();
		for (Mount mount : this.files.mounts()) {
			mounts.put(mount.options().name(), describe(mount, showUnsanitized));
		}
		return new ZeroCopyDescriptor(this.capabilities.transport(), this.capabilities.all(), mounts);
	}

	private MountDescriptor describe(Mount mount, boolean showUnsanitized) {
		MountOptions options = mount.options();
		SafePath fallback = options.fallback();
		return new MountDescriptor("/" + options.path().relative(),
				showUnsanitized ? options.root().toString() : SanitizableData.SANITIZED_VALUE, "webflux",
				options.transfer().name().toLowerCase(Locale.ROOT), options.index(),
				(fallback != null) ? "/" + fallback.relative() : null, options.settings().writeTimeout(),
				cache(mount.files().stats()), bytes(mount), fallbacks(mount), mount.stats().active());
	}

	private static CacheDescriptor cache(FileCacheStats stats) {
		return new CacheDescriptor(stats.hits(), stats.misses(), stats.evictions(), stats.openFiles(),
				stats.memoryFiles(), stats.memoryBytes(), stats.watchedDirectories());
	}

	private static Map<String, Long> bytes(Mount mount) {
		Map<String, Long> bytes = new LinkedHashMap<>();
		mount.stats().ways().forEach((way) -> bytes.put(way.tag(), mount.stats().bytes(way)));
		return bytes;
	}

	private static Map<String, Long> fallbacks(Mount mount) {
		Map<String, Long> fallbacks = new LinkedHashMap<>();
		for (FallbackReason reason : FallbackReason.values()) {
			long count = mount.stats().fallbacks(reason);
			if (count > 0) {
				fallbacks.put(reason.tag(), count);
			}
		}
		return fallbacks;
	}

}
