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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.zerocopy.benchmarks.measure.Load;

/**
 * Two loads of one server at the same time.
 *
 * @param counted the load that is counted
 * @param other the load of which only the speed and the errors are
 */
record SimultaneousLoad(LoadGenerator counted, LoadGenerator other) implements LoadGenerator {

	@Override
	public Load run(int port, Duration duration) {
		CompletableFuture<Load> beside = CompletableFuture.supplyAsync(() -> this.other.run(port, duration));
		try {
			return this.counted.run(port, duration).beside(beside.join());
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		finally {
			// nothing of it goes on under the next load
			beside.handle((load, failure) -> load).join();
		}
	}

}
