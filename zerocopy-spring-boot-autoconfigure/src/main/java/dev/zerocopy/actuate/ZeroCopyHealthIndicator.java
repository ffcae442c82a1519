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
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;

/**
 * Down when a directory that should be served can not be read any more. A transfer that
 * can not be zero-copy is no illness.
 */
public class ZeroCopyHealthIndicator extends AbstractHealthIndicator {

	private final StaticFiles files;

	/**
	 * Create an indicator.
	 * @param files the directories that are served
	 */
	public ZeroCopyHealthIndicator(StaticFiles files) {
		super("Zero-copy health check failed");
		this.files = files;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Map<String, String>> mounts = new TreeMap<>();
		boolean up = true;
		for (Mount mount : this.files.mounts()) {
			boolean readable = isReadable(mount.options().root());
			up &= readable;
			mounts.put(mount.options().name(), readable ? Map.of("status", Status.UP.getCode())
					: Map.of("status", Status.DOWN.getCode(), "reason", "the root is not a readable directory"));
		}
		builder.status(up ? Status.UP : Status.DOWN).withDetail("mounts", mounts);
	}

	private static boolean isReadable(Path root) {
		return Files.isDirectory(root) && Files.isReadable(root);
	}

}
