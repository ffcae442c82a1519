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

package dev.zerocopy.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * Keeps results as JSON beside the report, a file for each suite, so that plots and
 * tables can be made again and checked.
 */
public final class ResultStore {

	private final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final Path directory;

	/**
	 * Create a store.
	 * @param reportDirectory where the report goes
	 */
	public ResultStore(Path reportDirectory) {
		this.directory = reportDirectory.resolve("results");
	}

	/**
	 * Save a result in place of an earlier one of the same suite.
	 * @param result the result
	 */
	public void save(SuiteResult result) {
		try {
			Files.createDirectories(this.directory);
			Files.writeString(file(result.suite()), this.mapper.writeValueAsString(result) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Load what was saved.
	 * @param suites the names of suites, in the order wanted
	 * @return the results there are
	 */
	public List<SuiteResult> load(String... suites) {
		List<SuiteResult> results = new ArrayList<>();
		for (String suite : suites) {
			if (Files.exists(file(suite))) {
				results.add(this.mapper.readValue(file(suite).toFile(), SuiteResult.class));
			}
		}
		return results;
	}

	private Path file(String suite) {
		return this.directory.resolve(suite + ".json");
	}

}
