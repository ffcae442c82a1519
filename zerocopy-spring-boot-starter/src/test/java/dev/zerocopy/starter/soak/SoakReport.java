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
 * What a load has done, what was done to it, and what came of that.
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

	/**
	 * Return the counts of one kind.
	 * @param kind the kind
	 * @return the counts, in the order of {@link Count}
	 */
	Map<Count, Long> get(Kind kind) {
		Map<Count, Long> counts = new EnumMap<>(Count.class);
		this.counts.forEach((count, value) -> {
			if (count.kind == kind) {
				counts.put(count, value.sum());
			}
		});
		return counts;
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
	 * What a count says.
	 */
	enum Kind {

		/** How much was asked for and received. */
		LOAD,

		/** What somebody did wrong, on purpose. */
		FAULT,

		/** What clients that did nothing wrong have seen of that. */
		EFFECT

	}

	/**
	 * What is counted.
	 */
	enum Count {

		REQUESTS(Kind.LOAD), CONNECTIONS(Kind.LOAD), BYTES_RECEIVED(Kind.LOAD), FORWARDED_CONNECTIONS(Kind.LOAD),
		BYTES_ECHOED(Kind.LOAD),

		ABORTED_DOWNLOADS(Kind.FAULT), STALLED_READERS(Kind.FAULT), STREAMS_RESET(Kind.FAULT),
		HEADS_CUT_OFF(Kind.FAULT), HANDSHAKES_CUT_OFF(Kind.FAULT), MALFORMED_REQUESTS(Kind.FAULT),
		FORWARDED_RESETS(Kind.FAULT), FORWARDED_STALLS(Kind.FAULT), UPSTREAMS_KILLED(Kind.FAULT),
		FILES_REPLACED(Kind.FAULT), FILES_TRUNCATED(Kind.FAULT), FILES_DELETED(Kind.FAULT),

		FORWARDED_CUT_SHORT(Kind.EFFECT), DOWNLOADS_CUT_SHORT(Kind.EFFECT), DOWNLOADS_NOT_FOUND(Kind.EFFECT),
		DOWNLOADS_ZEROED(Kind.EFFECT);

		private final Kind kind;

		Count(Kind kind) {
			this.kind = kind;
		}

	}

}
