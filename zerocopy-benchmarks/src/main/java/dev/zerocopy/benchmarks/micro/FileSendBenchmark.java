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

package dev.zerocopy.benchmarks.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sends a file that is in the page cache over a loopback connection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FileSendBenchmark {

	@Param
	FileSend way = FileSend.SENDFILE;

	@Param({ "1024", "65536", "16777216" })
	int variant;

	private @Nullable Way prepared;

	/**
	 * Make the file and the connection.
	 * @throws IOException if they cannot be made
	 */
	@Setup
	public void prepare() throws IOException {
		this.prepared = this.way.prepare(this.variant);
	}

	/**
	 * Send it.
	 * @throws IOException if it fails
	 */
	@Benchmark
	public void send() throws IOException {
		if (this.prepared != null) {
			this.prepared.move();
		}
	}

	/**
	 * Close both.
	 * @throws IOException if it fails
	 */
	@TearDown
	public void close() throws IOException {
		if (this.prepared != null) {
			this.prepared.close();
		}
	}

}
