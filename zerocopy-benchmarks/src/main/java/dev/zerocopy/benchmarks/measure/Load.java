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

/**
 * What a load generator counted.
 *
 * @param requests requests answered completely
 * @param bytes bytes received or sent
 * @param micros how long it took, in microseconds
 * @param p50 the median of the latency, in microseconds, zero if it was not measured
 * @param p99 the 99th percentile of the latency, in microseconds
 * @param max the longest latency, in microseconds
 * @param errors connections that failed and answers that were not what was asked for
 * @param besideBytes bytes a second of another load meanwhile, zero if there was none
 */
public record Load(long requests, long bytes, long micros, long p50, long p99, long max, long errors,
		long besideBytes) {

	/**
	 * Create a load that was alone.
	 * @param requests requests answered completely
	 * @param bytes bytes received or sent
	 * @param micros how long it took, in microseconds
	 * @param p50 the median of the latency, in microseconds, zero if it was not measured
	 * @param p99 the 99th percentile of the latency, in microseconds
	 * @param max the longest latency, in microseconds
	 * @param errors connections that failed and answers that were not what was asked for
	 */
	public Load(long requests, long bytes, long micros, long p50, long p99, long max, long errors) {
		this(requests, bytes, micros, p50, p99, max, errors, 0);
	}

	/**
	 * Note another load at the same time.
	 * @param other the other load
	 * @return this load and how much the other transferred a second
	 */
	public Load beside(Load other) {
		return new Load(this.requests, this.bytes, this.micros, this.p50, this.p99, this.max,
				this.errors + other.errors, Math.round(other.bytes * 1e6 / other.micros));
	}

	/**
	 * Add what was counted before.
	 * @param before an earlier load of the same kind
	 * @return the sums, with the latencies of this one
	 */
	public Load after(Load before) {
		return new Load(this.requests + before.requests, this.bytes + before.bytes, this.micros + before.micros,
				this.p50, this.p99, this.max, this.errors + before.errors, this.besideBytes);
	}

	/**
	 * Return how many requests were answered a second.
	 * @return requests a second
	 */
	public double requestsPerSecond() {
		return this.requests * 1e6 / this.micros;
	}

	/**
	 * Return how much was transferred a second.
	 * @return gigabytes (10⁹ bytes) a second
	 */
	public double gigabytesPerSecond() {
		return this.bytes / 1e3 / this.micros;
	}

}
