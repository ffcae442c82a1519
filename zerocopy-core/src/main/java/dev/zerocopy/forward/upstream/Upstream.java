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

package dev.zerocopy.forward.upstream;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * One address connections go to, with its load and health. Safe for use by several
 * threads.
 */
public final class Upstream {

	private static final int FAILURES_TO_EJECT = 3;

	private static final Duration FIRST_EJECTION = Duration.ofSeconds(10);

	private static final int MAX_EJECTION_DOUBLINGS = 5;

	private final UpstreamEntry entry;

	private final SocketAddress address;

	private final AtomicInteger active = new AtomicInteger();

	private final LongAdder connected = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private volatile boolean healthy = true;

	private volatile boolean ejected;

	private volatile long ejectedUntil;

	private int failuresInARow;

	private int ejections;

	private int checkStreak;

	// guarded by the balancer that uses it
	private int turn;

	Upstream(UpstreamEntry entry, SocketAddress address) {
		this.entry = entry;
		this.address = address;
	}

	/**
	 * Return the address to connect to.
	 * @return a resolved address
	 */
	public SocketAddress address() {
		return this.address;
	}

	int weight() {
		return this.entry.spec().weight();
	}

	boolean isBackup() {
		return this.entry.spec().backup();
	}

	boolean isEnabled() {
		return this.entry.isEnabled();
	}

	boolean isHealthy() {
		return this.healthy;
	}

	boolean isEjected(long now) {
		return this.ejected && now - this.ejectedUntil < 0;
	}

	int active() {
		return this.active.get();
	}

	int turn() {
		return this.turn;
	}

	void turn(int turn) {
		this.turn = turn;
	}

	void acquire() {
		this.active.incrementAndGet();
	}

	/**
	 * A connection or an attempt has ended.
	 */
	public void release() {
		this.active.decrementAndGet();
	}

	/**
	 * An attempt to connect succeeded.
	 */
	public void connectSucceeded() {
		this.connected.increment();
		if (this.failuresInARow != 0 || this.ejections != 0) {
			clearFailures();
		}
	}

	private synchronized void clearFailures() {
		this.failuresInARow = 0;
		this.ejections = 0;
		this.ejected = false;
	}

	/**
	 * An attempt to connect failed. The third failure in a row leaves this upstream out
	 * for ten seconds, and for twice as long each time it fails again afterwards.
	 * @param now the monotonic time in nanoseconds
	 */
	public synchronized void connectFailed(long now) {
		this.failed.increment();
		this.failuresInARow++;
		if (this.failuresInARow >= FAILURES_TO_EJECT && !isEjected(now)) {
			this.ejectedUntil = now + (FIRST_EJECTION.toNanos() << Math.min(this.ejections, MAX_EJECTION_DOUBLINGS));
			this.ejected = true;
			this.ejections++;
		}
	}

	/**
	 * A health check has ended.
	 * @param success whether it succeeded
	 * @param rise successes in a row that bring it up
	 * @param fall failures in a row that bring it down
	 * @return whether the upstream has changed between up and down
	 */
	synchronized boolean checked(boolean success, int rise, int fall) {
		if (success == this.healthy) {
			this.checkStreak = 0;
			if (success && isEjected(System.nanoTime())) {
				clearFailures();
			}
			return false;
		}
		this.checkStreak++;
		if (this.checkStreak < (success ? rise : fall)) {
			return false;
		}
		this.checkStreak = 0;
		this.healthy = success;
		if (success) {
			clearFailures();
		}
		return true;
	}

	UpstreamState state(@Nullable String serverName, int position, long now) {
		return new UpstreamState(serverName, position, this.entry.spec().address().text(), this.address.toString(),
				isBackup(), weight(), isEnabled(), this.healthy, isEjected(now), active(), this.connected.sum(),
				this.failed.sum());
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
