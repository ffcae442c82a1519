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

package dev.zerocopy.benchmarks.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.zerocopy.benchmarks.process.CommandFailedException;
import dev.zerocopy.benchmarks.process.Commands;

/**
 * The page cache of the kernel, through {@code vmtouch}.
 */
public final class PageCache {

	private static final Pattern RESIDENT = Pattern.compile("Resident Pages: (\\d+)/(\\d+)");

	private static final int READERS = 16;

	/**
	 * Directories for one process: far from the time it may take, and from a long
	 * command.
	 */
	private static final int BATCH = 20;

	private PageCache() {
	}

	/**
	 * Return whether files can be read into it and evicted.
	 * @return {@code true} if {@code vmtouch} is installed
	 */
	public static boolean isControllable() {
		return Commands.find("vmtouch").isPresent();
	}

	/**
	 * Read files or directories into it, several at a time: small files cost a disk its
	 * latency, not its throughput.
	 * @param paths the files or directories
	 */
	public static void load(List<Path> paths) {
		ExecutorService readers = Executors.newFixedThreadPool(READERS);
		try {
			List<CompletableFuture<Void>> batches = new ArrayList<>();
			for (int from = 0; from < paths.size(); from += BATCH) {
				List<Path> batch = paths.subList(from, Math.min(paths.size(), from + BATCH));
				batches.add(CompletableFuture.runAsync(() -> read(batch), readers));
			}
			batches.forEach(PageCache::await);
		}
		finally {
			readers.shutdownNow();
		}
	}

	private static void read(List<Path> paths) {
		List<String> command = new ArrayList<>(List.of("vmtouch", "-q", "-t"));
		paths.forEach((path) -> command.add(path.toString()));
		Commands.run(command, Map.of());
	}

	private static void await(CompletableFuture<Void> batch) {
		try {
			batch.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof CommandFailedException failure) ? failure : ex;
		}
	}

	/**
	 * Drop the pages of a file or directory, as far as nobody uses them.
	 * @param path the file or directory
	 */
	public static void evict(Path path) {
		Commands.run(List.of("vmtouch", "-q", "-e", path.toString()), Map.of());
	}

	/**
	 * Return how much of a file or directory is in the page cache.
	 * @param path the file or directory
	 * @return percent of its pages
	 */
	public static double residentPercent(Path path) {
		return parseResident(Commands.run(List.of("vmtouch", path.toString()), Map.of()));
	}

	/**
	 * Read what {@code vmtouch} printed, such as {@code Resident Pages: 25/100 ...}.
	 */
	static double parseResident(String output) {
		Matcher pages = RESIDENT.matcher(output);
		if (!pages.find()) {
			throw new IllegalArgumentException("vmtouch printed no number of pages: " + output.strip());
		}
		return 100.0 * Long.parseLong(pages.group(1)) / Math.max(1, Long.parseLong(pages.group(2)));
	}

}
