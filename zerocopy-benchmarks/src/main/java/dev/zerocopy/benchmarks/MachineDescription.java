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

package dev.zerocopy.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.zerocopy.benchmarks.peer.JvmCommand;
import dev.zerocopy.benchmarks.process.Commands;
import dev.zerocopy.benchmarks.process.CpuPlan;
import dev.zerocopy.benchmarks.site.Memory;

import io.netty.util.Version;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/**
 * Describes the machine and the versions of everything that is measured.
 */
final class MachineDescription {

	private MachineDescription() {
	}

	static Map<String, String> of(CpuPlan cpus, Path workDirectory) {
		Map<String, String> lines = new LinkedHashMap<>();
		lines.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
		lines.put("Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " available");
		lines.put("Server pinned to", cpus.server().toString());
		lines.put("Load and upstream pinned to", cpus.load().toString());
		lines.put("Event loops or workers", Integer.toString(cpus.loops()));
		lines.put("Memory", Memory.totalBytes() / (1 << 20) + " MiB");
		lines.put("Kernel", Commands.firstLine("uname", "-srm"));
		lines.put("System", system());
		lines.put("File system", fileSystem(workDirectory));
		lines.put("Open files", Commands.firstLine("sh", "-c", "ulimit -n"));
		lines.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
		lines.put("JVM options", String.join(" ", JvmCommand.options()));
		lines.put("Spring Boot, Framework", SpringBootVersion.getVersion() + ", " + SpringVersion.getVersion());
		lines.put("Netty", Version.identify().getOrDefault("netty-transport", unknown()).artifactVersion());
		programs().forEach((name, command) -> lines.put(name, Commands.firstLine(command)));
		lines.values().removeIf(String::isBlank);
		return lines;
	}

	private static Map<String, String[]> programs() {
		Map<String, String[]> programs = new LinkedHashMap<>();
		programs.put("nginx", command("nginx", "-v"));
		programs.put("HAProxy", command("haproxy", "-v"));
		programs.put("Caddy", command("caddy", "version"));
		programs.put("Go", command("go", "version"));
		programs.put("C compiler", command("gcc", "--version"));
		programs.put("wrk", new String[] { "sh", "-c", "wrk -v 2>&1 | head -n 1" });
		programs.put("h2load", command("h2load", "--version"));
		return programs;
	}

	private static String[] command(String program, String option) {
		return new String[] { Commands.find(program).map(Path::toString).orElse(program), option };
	}

	private static Version unknown() {
		return Version.identify().values().iterator().next();
	}

	private static String processor() {
		return line(Path.of("/proc/cpuinfo"), "model name", ":");
	}

	private static String system() {
		return line(Path.of("/etc/os-release"), "PRETTY_NAME", "=").replace("\"", "");
	}

	private static String fileSystem(Path directory) {
		try {
			return Files.getFileStore(directory).type();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String line(Path file, String start, String separator) {
		try {
			return Files.readAllLines(file)
				.stream()
				.filter((line) -> line.startsWith(start))
				.map((line) -> line.substring(line.indexOf(separator) + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
