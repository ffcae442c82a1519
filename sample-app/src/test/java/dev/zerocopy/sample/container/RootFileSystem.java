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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects files of this machine, under their own paths, for an image: programs with
 * their libraries, directories, and the few files that programs expect everywhere.
 */
class RootFileSystem {

	private static final String USERS = """
			root:x:0:0:root:/:/bin/sh
			postgres:x:999:999:postgres:/tmp:/bin/sh
			nobody:x:65534:65534:nobody:/tmp:/bin/sh
			""";

	private static final String GROUPS = """
			root:x:0:
			postgres:x:999:
			nogroup:x:65534:
			""";

	// parents before children: otherwise the engine makes them, for root only
	private final Set<Path> files = new LinkedHashSet<>();

	private final Path directory;

	private final Path own;

	RootFileSystem(Path directory) {
		this.directory = directory;
		this.own = directory.resolve("own");
		write("etc/passwd", USERS);
		write("etc/group", GROUPS);
		createDirectory("tmp");
		createDirectory("data");
		addProgram(InstalledProgram.require("sh").path());
		link("bin/sh", InstalledProgram.require("sh").path());
	}

	/**
	 * Add a program with its libraries.
	 */
	void addProgram(Path program) {
		addFile(program);
		InstalledProgram.librariesOf(program).forEach(this::addFile);
	}

	/**
	 * Add the files below a directory that are wanted. Links are followed; what they miss
	 * is left out.
	 */
	void addDirectory(Path root, Predicate<Path> wanted) {
		try (Stream<Path> found = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
			found.filter(Files::isRegularFile).filter(wanted).forEach(this::addFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Add what the shared libraries below a directory are linked with, not themselves.
	 */
	void addLibrariesOf(Path root) {
		try (Stream<Path> found = Files.walk(root)) {
			found.filter((file) -> file.toString().endsWith(".so"))
				.flatMap((file) -> InstalledProgram.librariesOf(file).stream())
				.forEach(this::addFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Add a symbolic link to a file that is elsewhere in the image.
	 */
	void link(String path, Path target) {
		Path link = this.own.resolve(path);
		if (target.equals(Path.of("/").resolve(path))) {
			return;
		}
		try {
			Files.createDirectories(link.getParent());
			Files.createSymbolicLink(link, target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write all of it to the tar file of a context that an image is built from.
	 */
	Path toBuildContext() throws IOException, InterruptedException {
		Path root = this.directory.resolve("root.tar");
		Path list = this.directory.resolve("files");
		Files.write(list, this.files.stream().map((file) -> file.toString().substring(1)).toList());
		// what is below "own" may hold links, everything else is dereferenced
		tar("--create", "--file", root.toString(), "--owner=0", "--group=0", "--mode=u+rw,go+r", "-C",
				this.own.toString(), ".");
		tar("--append", "--file", root.toString(), "--owner=0", "--group=0", "--dereference", "--hard-dereference",
				"--no-recursion", "-C", "/", "--verbatim-files-from", "--files-from", list.toString());
		Files.writeString(this.directory.resolve("Dockerfile"), """
				FROM scratch
				ADD root.tar /
				""");
		Path context = this.directory.resolve("context.tar");
		tar("--create", "--file", context.toString(), "-C", this.directory.toString(), "Dockerfile", "root.tar");
		return context;
	}

	private void addFile(Path file) {
		Path parent = file.getParent();
		if (parent != null && parent.getNameCount() > 0 && !this.files.contains(parent)) {
			addFile(parent);
		}
		this.files.add(file);
	}

	private void createDirectory(String path) {
		try {
			Path created = Files.createDirectories(this.own.resolve(path));
			Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxrwxrwx"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(String path, String content) {
		try {
			Path file = this.own.resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void tar(String... options) throws IOException, InterruptedException {
		File log = this.directory.resolve("tar.log").toFile();
		List<String> command = Stream.concat(Stream.of("tar"), Stream.of(options)).toList();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
		if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IOException(
					"%s failed: %s".formatted(command, Files.readString(log.toPath(), StandardCharsets.UTF_8)));
		}
	}

}
