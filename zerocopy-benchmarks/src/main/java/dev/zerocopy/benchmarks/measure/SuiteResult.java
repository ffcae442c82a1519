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

package dev.zerocopy.benchmarks.measure;

import java.util.List;
import java.util.Map;

/**
 * Everything one suite found, as it is saved.
 *
 * @param suite the name of the suite
 * @param title its title
 * @param machine what it ran on: property to value, in the order of the report
 * @param settings how long and how often was measured
 * @param scenarios the scenarios
 * @param measurements every round of every peer
 * @param absences what was left out
 * @param scores what micro-benchmarks found
 * @param commands the commands that were run, once each
 * @param files name to content of the configuration files written for servers
 */
public record SuiteResult(String suite, String title, Map<String, String> machine, Map<String, String> settings,
		List<Scenario> scenarios, List<Measurement> measurements, List<Absence> absences, List<MicroScore> scores,
		List<String> commands, Map<String, String> files) {

}
