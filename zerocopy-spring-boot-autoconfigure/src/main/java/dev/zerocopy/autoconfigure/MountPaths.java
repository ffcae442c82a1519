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

package dev.zerocopy.autoconfigure;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.zerocopy.http.path.SafePath;

/**
 * Roots, prefixes and file names from configuration.
 */
final class MountPaths {

	private static final String ROOT_REMEDY = "Set it to a directory that exists and that this process can read, "
			+ "such as \"/srv/www\".";

	private static final String PATH_REMEDY = "Use a path such as \"/\" or \"/media\".";

	private MountPaths() {
	}

	/**
	 * Return the directory to serve.
	 */
	static Path root(Setting<@Nullable String> setting) {
		String value = setting.value();
		if (value == null || !StringUtils.hasText(value)) {
			throw setting.invalid("a mount needs a directory", ROOT_REMEDY);
		}
		if (value.startsWith("classpath:")) {
			throw setting.invalid("only files on disk can be sent by the kernel, not entries of a jar",
					"Put the files into a directory, or leave them to 'spring.web.resources.static-locations'.");
		}
		Path root;
		try {
			root = value.startsWith("file:") ? Path.of(URI.create(value)) : Path.of(value);
		}
		catch (InvalidPathException | FileSystemNotFoundException ex) {
			throw setting.invalid("it is not a path of this system: " + ex.getMessage(), ROOT_REMEDY);
		}
		catch (IllegalArgumentException ex) {
			throw setting.invalid("it is not a file URL: " + ex.getMessage(), ROOT_REMEDY);
		}
		if (!Files.exists(root)) {
			throw setting.invalid("there is no such directory as " + root.toAbsolutePath(), ROOT_REMEDY);
		}
		if (!Files.isDirectory(root)) {
			throw setting.invalid("it is not a directory", ROOT_REMEDY);
		}
		if (!Files.isReadable(root) || !Files.isExecutable(root)) {
			throw setting.invalid("this process may not read the directory", ROOT_REMEDY);
		}
		return root.toAbsolutePath();
	}

	/**
	 * Return the URL prefix of a mount.
	 */
	static SafePath prefix(Setting<@Nullable String> setting) {
		String value = setting.value();
		if (value == null || !StringUtils.hasText(value)) {
			throw setting.invalid("a mount needs a path", PATH_REMEDY);
		}
		return new SafePath(segments(setting, value), true);
	}

	/**
	 * Return a file beneath a root, or {@code null} if none is configured.
	 */
	static @Nullable SafePath file(Setting<@Nullable String> setting) {
		String value = setting.value();
		if (value == null || !StringUtils.hasText(value)) {
			return null;
		}
		List<String> segments = segments(setting, value);
		if (segments.isEmpty() || value.endsWith("/")) {
			throw setting.invalid("it does not name a file", "Use a file beneath the root such as \"/index.html\".");
		}
		return new SafePath(segments, false);
	}

	/**
	 * Return plain file names.
	 */
	static List<String> names(Setting<List<String>> setting) {
		for (String name : setting.value()) {
			if (name.isBlank() || name.startsWith(".") || name.chars().anyMatch((ch) -> ch == '/' || ch == '\\')) {
				throw setting.invalid("'" + name + "' is not a plain file name", "Use names such as \"index.html\".");
			}
		}
		return setting.value();
	}

	private static List<String> segments(Setting<@Nullable String> setting, String path) {
		List<String> segments = new ArrayList<>();
		for (String segment : StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(path, '/'), '/')
			.split("/")) {
			if (segment.isEmpty() && segments.isEmpty()) {
				continue;
			}
			if (segment.isBlank() || segment.equals(".") || segment.equals("..")
					|| segment.chars().anyMatch((ch) -> ch < ' ' || "\\%*?{}".indexOf(ch) >= 0)) {
				throw setting.invalid("'" + segment + "' can not be part of a path here",
						PATH_REMEDY + " Patterns and encoded characters are not supported.");
			}
			segments.add(segment);
		}
		return segments;
	}

}
