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

package dev.zerocopy.mount;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.http.path.SafePath;

/**
 * All mounts, the one with the longest matching prefix first.
 */
final class MountTable {

	private final List<Mount> mounts;

	MountTable(List<Mount> mounts) {
		this.mounts = mounts.stream()
			.sorted(Comparator.comparingInt((Mount mount) -> -mount.options().path().segments().size()))
			.toList();
	}

	List<Mount> mounts() {
		return this.mounts;
	}

	@Nullable MountMatch match(SafePath path) {
		for (Mount mount : this.mounts) {
			List<String> prefix = mount.options().path().segments();
			if (startsWith(path.segments(), prefix)) {
				return new MountMatch(mount, relative(path, prefix.size()));
			}
		}
		return null;
	}

	private static boolean startsWith(List<String> segments, List<String> prefix) {
		return segments.size() >= prefix.size() && segments.subList(0, prefix.size()).equals(prefix);
	}

	private static SafePath relative(SafePath path, int prefix) {
		if (prefix == 0) {
			return path;
		}
		return new SafePath(path.segments().subList(prefix, path.segments().size()), path.trailingSlash());
	}

}
