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
 * Passes a message from one loopback connection to another: a head of 128 bytes, and a
 * body or none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RelayBenchmark {

	static final int HEAD = 128;

	@Param
	Relay way = Relay.READ_WRITE;

	/** The size of the body and that of the buffer or pipe. */
	@Param({ "0/16384", "0/1048576", "1048576/16384", "1048576/1048576" })
	String variant = "";

	private @Nullable Way prepared;

	/**
	 * Make the connections.
	 * @throws IOException if they cannot be made
	 */
	@Setup
	public void prepare() throws IOException {
		String[] sizes = this.variant.split("/");
		this.prepared = this.way.prepare(HEAD + Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
	}

	/**
	 * Pass a message on.
	 * @throws IOException if it fails
	 */
	@Benchmark
	public void pass() throws IOException {
		if (this.prepared != null) {
			this.prepared.move();
		}
	}

	/**
	 * Close the connections.
	 * @throws IOException if it fails
	 */
	@TearDown
	public void close() throws IOException {
		if (this.prepared != null) {
			this.prepared.close();
		}
	}

}
