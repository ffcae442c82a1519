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

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.transfer.TransferListener;
import dev.zerocopy.transfer.TransferWay;

/**
 * What a mount has answered and how the bytes travelled. Counters only ever grow; the
 * combinations of status and way are fixed, so that meters can be registered up front.
 */
public final class MountStats implements TransferListener {

	private static final List<TransferWay> BODY_WAYS = List.of(TransferWay.SENDFILE, TransferWay.MEMORY,
			TransferWay.CHUNKED, TransferWay.DIRECT, TransferWay.GENERATED);

	private static final int[] STATUSES_WITHOUT_BODY = { 200, 206, 301, 304, 400, 404, 405, 406, 412, 416, 503 };

	private static final int STATUS_LIMIT = 600;

	private final List<RequestCounter> requests;

	/** The same by way and status: a request costs no look-up that allocates. */
	private final RequestCounter[][] byWay = new RequestCounter[TransferWay.values().length][STATUS_LIMIT];

	private final Map<TransferWay, LongAdder> bytes = new EnumMap<>(TransferWay.class);

	private final Map<FallbackReason, LongAdder> fallbacks = new EnumMap<>(FallbackReason.class);

	private final LongAdder active = new LongAdder();

	MountStats() {
		Stream<RequestKind> withBody = Stream.of(200, 206)
			.flatMap((status) -> BODY_WAYS.stream().map((way) -> new RequestKind(status, way)))
			.filter((kind) -> kind.status() == 200 || kind.way() != TransferWay.GENERATED);
		Stream<RequestKind> withoutBody = IntStream.of(STATUSES_WITHOUT_BODY)
			.mapToObj((status) -> new RequestKind(status, TransferWay.NONE));
		this.requests = Stream.concat(withBody, withoutBody).map(RequestCounter::new).toList();
		this.requests
			.forEach((counter) -> this.byWay[counter.kind().way().ordinal()][counter.kind().status()] = counter);
		BODY_WAYS.forEach((way) -> this.bytes.put(way, new LongAdder()));
		for (FallbackReason reason : FallbackReason.values()) {
			this.fallbacks.put(reason, new LongAdder());
		}
	}

	/**
	 * A response has begun.
	 * @param reason why it is sent in chunks, or {@code null}
	 */
	public void started(@Nullable FallbackReason reason) {
		this.active.increment();
		if (reason != null) {
			counter(this.fallbacks, reason).increment();
		}
	}

	/**
	 * A response whose head was sent has ended, completely or not.
	 * @param status the status sent
	 * @param way how its body travelled
	 * @param nanos how long it took, in nanoseconds
	 */
	public void finished(int status, TransferWay way, long nanos) {
		this.active.decrement();
		answered(status, way, nanos);
	}

	/**
	 * A response was accepted by the socket as soon as it was written: it had no begin
	 * worth telling.
	 * @param status the status sent
	 * @param way how its body travelled
	 * @param nanos how long it took, in nanoseconds
	 */
	public void answered(int status, TransferWay way, long nanos) {
		RequestCounter counter = this.byWay[way.ordinal()][status];
		if (counter != null) {
			counter.add(nanos);
		}
	}

	/**
	 * A response that had begun was given up before its head was sent.
	 */
	public void abandoned() {
		this.active.decrement();
	}

	@Override
	public void transferred(TransferWay way, long bytes) {
		counter(this.bytes, way).add(bytes);
	}

	@Override
	public void fallback(FallbackReason reason) {
		counter(this.fallbacks, reason).increment();
	}

	/**
	 * Return the counters of requests, one for each kind that can occur.
	 * @return the counters, live
	 */
	public Collection<RequestCounter> requests() {
		return this.requests;
	}

	/**
	 * Return the ways that are counted.
	 * @return the ways a body can travel
	 */
	public Collection<TransferWay> ways() {
		return this.bytes.keySet();
	}

	/**
	 * Return how many body bytes travelled one way.
	 * @param way the way
	 * @return bytes accepted by sockets since the start
	 */
	public long bytes(TransferWay way) {
		return counter(this.bytes, way).sum();
	}

	/**
	 * Return how many responses were sent otherwise than they could have been, for one
	 * reason.
	 * @param reason the reason
	 * @return responses since the start
	 */
	public long fallbacks(FallbackReason reason) {
		return counter(this.fallbacks, reason).sum();
	}

	/**
	 * Return how many responses are being sent now.
	 * @return the number of active responses
	 */
	public long active() {
		return this.active.sum();
	}

	private static <K> LongAdder counter(Map<K, LongAdder> counters, K key) {
		return Objects.requireNonNull(counters.get(key));
	}

}
