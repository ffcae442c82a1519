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

package dev.zerocopy.starter.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What a load has done.
 */
final class SoakReport {

	private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

	SoakReport() {
		for (Count count : Count.values()) {
			this.counts.put(count, new LongAdder());
		}
	}

	void add(Count count, long more) {
		this.counts.get(count).add(more);
	}

	void add(Count count) {
		add(count, 1);
	}

	long get(Count count) {
		return this.counts.get(count).sum();
	}

	@Override
	public String toString() {
		return this.counts.entrySet()
			.stream()
			.map((entry) -> "%s %,d".formatted(entry.getKey().name().toLowerCase().replace('_', ' '),
					entry.getValue().sum()))
			.collect(Collectors.joining(", "));
	}

	/**
	 * What is counted.
	 */
	enum Count {

		REQUESTS, CONNECTIONS, BYTES_RECEIVED, FORWARDED_CONNECTIONS, BYTES_ECHOED, ABORTED_DOWNLOADS, STALLED_READERS,
		FORWARDED_RESETS, UPSTREAMS_KILLED, CONNECTIONS_LOST_WITH_THEM, FILES_REPLACED, FILES_TRUNCATED,
		DOWNLOADS_CUT_SHORT, DOWNLOADS_ZEROED

	}

}
