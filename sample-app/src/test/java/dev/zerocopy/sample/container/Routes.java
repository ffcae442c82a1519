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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Arguments of the sample application for a route on the loopback interface.
 */
final class Routes {

	private Routes() {
	}

	/**
	 * A route whose checks and time-outs are short enough for a test.
	 */
	static String[] route(String name, int port, int... upstreams) {
		return route(name, port, List.of(), upstreams);
	}

	static String[] route(String name, int port, List<String> options, int... upstreams) {
		String prefix = "--zerocopy.forward.routes." + name + ".";
		List<String> arguments = new ArrayList<>(List.of(prefix + "listen=127.0.0.1:" + port,
				prefix + "upstreams="
						+ String.join(",",
								IntStream.of(upstreams).mapToObj((upstream) -> "127.0.0.1:" + upstream).toList()),
				prefix + "connect-timeout=500ms", prefix + "health-check.interval=200ms",
				prefix + "health-check.timeout=500ms"));
		options.forEach((option) -> arguments.add(prefix + option));
		return arguments.toArray(String[]::new);
	}

}
