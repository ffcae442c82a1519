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

package dev.zerocopy.http.representation;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Values chosen by glob, for paths relative to the root of a mount. The first matching
 * pattern in declaration order wins; {@code **} is the default and asked last.
 * <p>
 * The syntax is that of {@link FileSystem#getPathMatcher}. A pattern without a slash
 * matches the file name in any directory. One with a slash is anchored at the root (a
 * leading slash may be left out), and a whole segment {@code **} in it also stands for no
 * directory at all: {@code **&#47;x} matches {@code x}.
 *
 * @param <V> the type of the values
 */
public final class PathGlobs<V> {

	private static final String DEFAULT = "**";

	private static final int MAX_VARIANTS = 16;

	private final List<Rule<V>> rules = new ArrayList<>();

	private final @Nullable V defaultValue;

	/**
	 * Create a new instance.
	 * @param valuesByPattern the values by pattern; the map must iterate in declaration
	 * order
	 * @throws IllegalArgumentException if a pattern is not valid; the message names it
	 */
	public PathGlobs(Map<String, ? extends V> valuesByPattern) {
		V defaultValue = null;
		for (Map.Entry<String, ? extends V> entry : valuesByPattern.entrySet()) {
			String pattern = entry.getKey();
			String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
			if (relative.equals(DEFAULT)) {
				defaultValue = entry.getValue();
			}
			else {
				this.rules.add(rule(pattern, relative, entry.getValue()));
			}
		}
		this.defaultValue = defaultValue;
	}

	/**
	 * Return the value for a path.
	 * @param relativePath decoded path relative to the root of the mount, without leading
	 * slash
	 * @return the value, or {@code null} if no pattern matches
	 */
	public @Nullable V match(String relativePath) {
		if (this.rules.isEmpty()) {
			return this.defaultValue;
		}
		Path path = path(relativePath);
		Path fileName = (path != null) ? path.getFileName() : null;
		if (path == null || fileName == null) {
			return this.defaultValue;
		}
		for (Rule<V> rule : this.rules) {
			if (rule.matches(path, fileName)) {
				return rule.value();
			}
		}
		return this.defaultValue;
	}

	/** Returns {@code null} for a name the file system cannot even express. */
	private static @Nullable Path path(String relativePath) {
		try {
			return Path.of(withoutLineSeparators(relativePath));
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static <V> Rule<V> rule(String pattern, String relative, V value) {
		if (relative.isEmpty()) {
			throw new IllegalArgumentException("Glob pattern '" + pattern + "' is empty; use '**' to match every file");
		}
		if (relative.endsWith("/")) {
			throw new IllegalArgumentException("Glob pattern '" + pattern
					+ "' ends with a slash and matches no file; use '" + pattern + "**' for all files beneath");
		}
		List<PathMatcher> matchers = new ArrayList<>();
		for (String variant : variants(pattern, relative)) {
			matchers.add(matcher(pattern, variant));
		}
		return new Rule<>(List.copyOf(matchers), !pattern.contains("/"), value);
	}

	private static PathMatcher matcher(String pattern, String variant) {
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + withoutLineSeparators(variant));
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("Glob pattern '" + pattern + "' is not valid: " + ex.getDescription()
					+ "; quote a special character with a backslash", ex);
		}
	}

	/** With and without every segment that is {@code **}, braces left alone. */
	private static List<String> variants(String pattern, String relative) {
		List<String> variants = List.of("");
		int depth = 0;
		boolean segmentStart = true;
		for (int at = 0; at < relative.length(); at++) {
			if (segmentStart && depth == 0 && relative.startsWith("**/", at)) {
				variants = withAndWithout(variants, "**/");
				if (variants.size() > MAX_VARIANTS) {
					throw new IllegalArgumentException("Glob pattern '" + pattern
							+ "' has more than four '**/'; one is enough to match any number of directories");
				}
				at += 2;
				continue;
			}
			char c = relative.charAt(at);
			String literal = String.valueOf(c);
			if (c == '\\' && at + 1 < relative.length()) {
				literal += relative.charAt(++at);
			}
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			segmentStart = (c == '/');
			String next = literal;
			variants = variants.stream().map((variant) -> variant + next).toList();
		}
		return variants;
	}

	private static List<String> withAndWithout(List<String> variants, String part) {
		List<String> all = new ArrayList<>(variants);
		variants.forEach((variant) -> all.add(variant + part));
		return all;
	}

	/**
	 * The JDK's {@code **} stops at the characters a regular expression takes for the end
	 * of a line. Names may contain some of them, and must not escape a rule that way.
	 */
	private static String withoutLineSeparators(String text) {
		return text.replace('\n', '\uFFFD')
			.replace('\r', '\uFFFD')
			.replace('\u0085', '\uFFFD')
			.replace('\u2028', '\uFFFD')
			.replace('\u2029', '\uFFFD');
	}

	private record Rule<V>(List<PathMatcher> matchers, boolean fileNameOnly, V value) {

		private boolean matches(Path path, Path fileName) {
			Path subject = this.fileNameOnly ? fileName : path;
			for (PathMatcher matcher : this.matchers) {
				if (matcher.matches(subject)) {
					return true;
				}
			}
			return false;
		}

	}

}
