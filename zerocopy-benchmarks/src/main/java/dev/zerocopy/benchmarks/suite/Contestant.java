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

package dev.zerocopy.benchmarks.suite;

import dev.zerocopy.benchmarks.process.RunningServer;

/**
 * A peer that runs.
 *
 * @param name the name of the peer
 * @param server its process
 * @param needsWarmUp whether it gets faster in the first seconds of a load
 */
public record Contestant(String name, RunningServer server, boolean needsWarmUp) {

}
