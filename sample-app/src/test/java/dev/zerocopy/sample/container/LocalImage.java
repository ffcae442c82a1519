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

package dev.zerocopy.sample.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.FileSystemUtils;

/**
 * Images made of programs that are installed on this machine, for engines that reach no
 * registry. They replace those of an earlier run.
 */
final class LocalImage {

	private static final Path TIME_ZONES = Path.of("/usr/share/zoneinfo");

	private LocalImage() {
	}

	/**
	 * An image with one program.
	 */
	static DockerImageName ofProgram(String name) {
		Path program = InstalledProgram.require(name).path();
		return build(name, (root) -> {
			root.addProgram(program);
			root.link("usr/bin/" + name, program);
		});
	}

	/**
	 * An image with the PostgreSQL server, its tool that makes databases and the data
	 * they need.
	 */
	static DockerImageName ofPostgresql() {
		Path bin = InstalledProgram.require("initdb").path().getParent();
		Path home = bin.getParent();
		Path data = Path.of("/usr/share/postgresql").resolve(home.getFileName());
		return build("postgres", (root) -> {
			for (String program : new String[] { "initdb", "postgres" }) {
				root.addProgram(bin.resolve(program));
				root.link("usr/local/bin/" + program, bin.resolve(program));
			}
			root.addDirectory(home.resolve("lib"), (file) -> file.getParent().endsWith("lib"));
			root.addDirectory(data, (file) -> true);
			root.addDirectory(TIME_ZONES, (file) -> true);
		});
	}

	/**
	 * An image with the Java runtime of this JVM, and what the native libraries of the
	 * sample application are linked with: an image for everybody would have that.
	 */
	static DockerImageName ofJava() {
		Path home = Path.of(System.getProperty("java.home"));
		return build("java", (root) -> {
			root.addDirectory(home, LocalImage::isNeededToRun);
			root.addProgram(home.resolve("bin/java"));
			root.addLibrariesOf(home.resolve("lib"));
			root.addLibrariesOf(SampleContainer.module().resolve("target/native"));
			root.link("usr/bin/java", home.resolve("bin/java"));
		});
	}

	private static boolean isNeededToRun(Path file) {
		String path = file.toString();
		return !(path.contains("/jmods/") || path.contains("/demo/") || path.endsWith("src.zip")
				|| path.endsWith("/ct.sym") || path.endsWith(".jsa") || path.contains("/lib/static/"));
	}

	private static DockerImageName build(String name, Consumer<RootFileSystem> contents) {
		String image = "zerocopy-test/" + name + ":local";
		try {
			Path directory = Files.createTempDirectory("zerocopy-image");
			try {
				RootFileSystem root = new RootFileSystem(directory);
				contents.accept(root);
				build(root.toBuildContext(), image);
			}
			finally {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The image '%s' could not be made".formatted(image), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the image '%s' was made".formatted(image), ex);
		}
		return DockerImageName.parse(image);
	}

	private static void build(Path archive, String image) throws IOException {
		try (InputStream context = new BufferedInputStream(Files.newInputStream(archive))) {
			DockerClientFactory.lazyClient()
				.buildImageCmd(context)
				.withTags(Set.of(image))
				.withNetworkMode("host")
				.exec(new BuildImageResultCallback())
				.awaitImageId(2, TimeUnit.MINUTES);
		}
	}

}
