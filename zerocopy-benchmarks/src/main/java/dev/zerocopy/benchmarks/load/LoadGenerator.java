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

package dev.zerocopy.benchmarks.load;

import java.time.Duration;

import dev.zerocopy.benchmarks.measure.Load;

/**
 * Puts a server under load.
 */
@FunctionalInterface
public interface LoadGenerator {

	/**
	 * Put the server under load and wait for the end.
	 * @param port the port of the server on the loopback address
	 * @param duration how long
	 * @return what was counted
	 */
	Load run(int port, Duration duration);

	/**
	 * Return a load that lasts longer where a short one would say nothing.
	 * @param least how long at least
	 * @return the load
	 */
	default LoadGenerator atLeast(Duration least) {
		return (port, duration) -> run(port, (duration.compareTo(least) < 0) ? least : duration);
	}

	/**
	 * Return this load while there is another one, of which only the speed and the errors
	 * are counted. The processor time is that of both.
	 * @param other the other load
	 * @return both
	 */
	default LoadGenerator beside(LoadGenerator other) {
		return new SimultaneousLoad(this, other);
	}

}
