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

import org.springframework.boot.actuate.endpoint.SanitizableData;

import dev.zerocopy.actuate.ZeroCopyDescriptor.CacheDescriptor;
import dev.zerocopy.actuate.ZeroCopyDescriptor.MountDescriptor;
import dev.zerocopy.file.FileCacheStats;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountOptions;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transfer.FallbackReason;

/**
 * Describes directories that are served, with or without their paths.
 */
final class MountReport {

	private MountReport() {
	}

	static Map<String, MountDescriptor> describe(StaticFiles files, @Nullable String transport,
			boolean showUnsanitized) {
		Map<String, MountDescriptor> mounts = new TreeMap<>();
		boolean servlet = Capabilities.SERVLET.equals(transport);
		for (Mount mount : files.mounts()) {
			String engine = servlet ? Capabilities.SERVLET : mount.options().engine().tag();
			mounts.put(mount.options().name(), describe(mount, engine, showUnsanitized));
		}
		return mounts;
	}

	private static MountDescriptor describe(Mount mount, String engine, boolean showUnsanitized) {
		MountOptions options = mount.options();
		SafePath fallback = options.fallback();
		return new MountDescriptor("/" + options.path().relative(),
				showUnsanitized ? options.root().toString() : SanitizableData.SANITIZED_VALUE, engine,
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
