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

package dev.zerocopy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every policy against every kind of link, by the opener that holds directories open and
 * by the one for platforms that cannot.
 */
class SymbolicLinkTests {

	private static final String REFUSED = "Missing[reason=SYMLINK_REFUSED]";

	private static final String ABSENT = "Missing[reason=ABSENT]";

	@TempDir
	private Path directory;

	private Path root;

	@BeforeEach
	void createTree() throws IOException {
		this.directory = this.directory.toRealPath();
		this.root = Files.createDirectories(this.directory.resolve("root"));
		Files.createDirectories(this.root.resolve("a/b"));
		Files.writeString(this.root.resolve("plain"), "plain");
		Files.writeString(this.root.resolve("a/b/deep"), "deep");
		Files.createDirectories(this.directory.resolve("outside"));
		Files.writeString(this.directory.resolve("outside/secret"), "secret");
		Files.createDirectories(this.directory.resolve("root-sibling"));
		Files.writeString(this.directory.resolve("root-sibling/secret"), "secret");
		link("to-plain", "plain");
		link("a/b/to-parent", "../../plain");
		link("a/to-directory", "b");
		link("chain1", "chain2");
		link("chain2", "chain3");
		link("chain3", "a/../a/./b/deep");
		link("loop1", "loop2");
		link("loop2", "loop1");
		link("self", "self/x");
		link("dangling", "nowhere");
		link("to-file-as-directory", "plain/x");
		link("absolute-inside", this.root.resolve("a/b/deep").toString());
		link("absolute-dots", this.root + "/../outside/secret");
		link("absolute-root", this.root.toString());
		link("outside-file", "../outside/secret");
		link("outside-directory", this.directory.resolve("outside").toString());
		link("outside-and-back", "../root/plain");
		link("deep-out", "a/b/../../../outside/secret");
		link("sibling-prefix", this.directory.resolve("root-sibling/secret").toString());
		link("through-directory-out", "outside-directory/secret");
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(name), Path.of(target));
	}

	static Stream<Arguments> expectations() {
		return Stream
			.of(expect("plain", "plain", "plain", "plain"), expect("a/b/deep", "deep", "deep", "deep"),
					expect("to-plain", REFUSED, "plain", "plain"), expect("a/b/to-parent", REFUSED, "plain", "plain"),
					expect("a/to-directory/deep", REFUSED, "deep", "deep"),
					expect("a/to-directory", REFUSED, "CachedDirectory[]", "CachedDirectory[]"),
					expect("chain1", REFUSED, "deep", "deep"), expect("loop1", REFUSED, REFUSED, REFUSED),
					expect("self", REFUSED, REFUSED, REFUSED), expect("dangling", REFUSED, ABSENT, ABSENT),
					expect("to-file-as-directory", REFUSED, "Missing[reason=NOT_A_REGULAR_FILE]",
							"Missing[reason=NOT_A_REGULAR_FILE]"),
					expect("absolute-inside", REFUSED, "deep", "deep"),
					expect("absolute-root/plain", REFUSED, "plain", "plain"),
					expect("absolute-dots", REFUSED, REFUSED, "secret"),
					expect("outside-file", REFUSED, REFUSED, "secret"),
					expect("outside-directory", REFUSED, REFUSED, "CachedDirectory[]"),
					expect("outside-directory/secret", REFUSED, REFUSED, "secret"),
					expect("outside-and-back", REFUSED, REFUSED, "plain"),
					expect("deep-out", REFUSED, REFUSED, "secret"),
					expect("sibling-prefix", REFUSED, REFUSED, "secret"),
					expect("through-directory-out", REFUSED, REFUSED, "secret"))
			.flatMap((stream) -> stream)
			.flatMap((arguments) -> Stream.of(Arguments.of(withOpener(arguments, true)),
					Arguments.of(withOpener(arguments, false))));
	}

	private static Stream<Arguments> expect(String path, String denied, String within, String followed) {
		return Stream.of(Arguments.of(SymlinkPolicy.DENY, path, denied),
				Arguments.of(SymlinkPolicy.WITHIN_ROOT, path, within),
				Arguments.of(SymlinkPolicy.FOLLOW, path, followed));
	}

	private static Object[] withOpener(Arguments arguments, boolean held) {
		Object[] values = arguments.get();
		return new Object[] { held, values[0], values[1], values[2] };
	}

	@ParameterizedTest
	@MethodSource("expectations")
	void linkIsFollowedAsFarAsThePolicyAllows(boolean held, SymlinkPolicy policy, String path, String expected) {
		InterceptingOpener recording = new InterceptingOpener();
		DirectoryHandle.Opener opener = held ? recording : PathDirectoryHandle::new;
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.symlinks(policy), opener)) {
			assertThat(harness.content(path)).isEqualTo(expected);
			assertThat(harness.content(path)).isEqualTo(expected);
		}
		if (policy != SymlinkPolicy.FOLLOW) {
			assertThat(recording.opened).allMatch((opened) -> opened.startsWith(this.root));
		}
	}

	@ParameterizedTest
	@MethodSource("policies")
	void rootMayBeALinkUnderAnyPolicy(SymlinkPolicy policy) throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("root-link"), Path.of("root"));
		try (CacheHarness harness = new CacheHarness(link, CacheHarness.symlinks(policy))) {
			assertThat(harness.content("a/b/deep")).isEqualTo("deep");
			assertThat(harness.get("")).isEqualTo(new CachedDirectory());
		}
	}

	@ParameterizedTest
	@MethodSource("policies")
	void absoluteLinkMaySpellTheRootAsConfigured(SymlinkPolicy policy) throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("root-link"), Path.of("root"));
		link("by-configured-root", link.resolve("a/b/deep").toString());
		try (CacheHarness harness = new CacheHarness(link, CacheHarness.symlinks(policy))) {
			assertThat(harness.content("by-configured-root"))
				.isEqualTo((policy != SymlinkPolicy.DENY) ? "deep" : REFUSED);
		}
	}

	static Stream<SymlinkPolicy> policies() {
		return Stream.of(SymlinkPolicy.values());
	}

}
