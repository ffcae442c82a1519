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

package dev.zerocopy.mount;

import java.util.concurrent.atomic.LongAdder;

/**
 * Requests of one kind and the time they took.
 */
public final class RequestCounter {

	private final RequestKind kind;

	private final LongAdder count = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	RequestCounter(RequestKind kind) {
		this.kind = kind;
	}

	void add(long nanos) {
		this.count.increment();
		this.nanos.add(nanos);
	}

	/**
	 * Return what is counted.
	 * @return status and way
	 */
	public RequestKind kind() {
		return this.kind;
	}

	/**
	 * Return the number of requests.
	 * @return requests since the start
	 */
	public long count() {
		return this.count.sum();
	}

	/**
	 * Return the time from resolving the file to the last byte, of all requests.
	 * @return nanoseconds since the start
	 */
	public long nanos() {
		return this.nanos.sum();
	}

}
