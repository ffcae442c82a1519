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

package dev.zerocopy.forward.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.zerocopy.transport.PipeControl;
import dev.zerocopy.transport.TransportCapabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link PipePool}.
 */
class PipePoolTests {

	private final AtomicLong clock = new AtomicLong();

	@BeforeEach
	void needsEpoll() {
		assumeThat(TransportCapabilities.detect().epoll().isAvailable()).isTrue();
	}

	@Test
	void emptyPipesAreReusedUpToTheIdleLimitAndTheRestIsClosed() {
		long before = Descriptors.pipeEnds();
		PipePool pool = new PipePool(PipeControl.detect(), 8, 2, this.clock::get);
		List<Pipe> pipes = acquire(pool, 5);
		assertThat(pool.usage()).isEqualTo(new PipeUsage(5, 0, 0, pipes.get(0).capacity()));
		assertThat(Descriptors.pipeEnds() - before).isEqualTo(10);
		pipes.forEach(pool::release);
		assertThat(pool.usage()).isEqualTo(new PipeUsage(0, 2, 0, pipes.get(0).capacity()));
		assertThat(Descriptors.pipeEnds() - before).isEqualTo(4);
		assertThat(pipes).contains(pool.acquire());
		pool.close();
	}

	@Test
	void discardedPipeIsClosedAndMakesRoom() {
		long before = Descriptors.pipeEnds();
		PipePool pool = new PipePool(PipeControl.detect(), 1, 1, this.clock::get);
		Pipe pipe = acquire(pool, 1).get(0);
		assertThat(pool.isExhausted()).isTrue();
		assertThat(pool.acquire()).isNull();
		assertThat(pool.usage()).isEqualTo(new PipeUsage(1, 0, 1, pipe.capacity()));
		pool.discard(pipe);
		assertThat(Descriptors.pipeEnds()).isEqualTo(before);
		assertThat(pool.isExhausted()).isFalse();
	}

	@Test
	void s30ExhaustedDescriptorsAreAskedForAgainOnlyAfterAWhile() throws Exception {
		PipePool pool = new PipePool(PipeControl.detect(), 1000, 8, this.clock::get);
		List<Pipe> pipes = new ArrayList<>();
		DescriptorLimit.spare(6, () -> {
			for (Pipe pipe = pool.acquire(); pipe != null; pipe = pool.acquire()) {
				pipes.add(pipe);
			}
		});
		assertThat(pool.isExhausted()).isTrue();
		assertThat(pool.acquire()).isNull();
		this.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(pool.isExhausted()).isFalse();
		pipes.addAll(acquire(pool, 1));
		pipes.forEach(pool::discard);
	}

	@Test
	void pipesAreAsLargeAsTheKernelAllows() {
		assumeThat(PipeControl.detect().capability().isAvailable()).isTrue();
		PipePool pool = new PipePool(PipeControl.detect(), 1, 0, this.clock::get);
		Pipe pipe = acquire(pool, 1).get(0);
		assertThat(pipe.capacity()).isIn(PipePool.WANTED_CAPACITY, PipeControl.DEFAULT_CAPACITY, 8192);
		pool.release(pipe);
		assertThat(pool.usage()).isEqualTo(new PipeUsage(0, 0, 0, pipe.capacity()));
	}

	private List<Pipe> acquire(PipePool pool, int count) {
		List<Pipe> pipes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Pipe pipe = pool.acquire();
			assertThat(pipe).isNotNull();
			pipes.add(pipe);
		}
		return pipes;
	}

	@Test
	void usageOfSeveralLoopsAddsUpAndNamesTheSmallestCapacity() {
		assertThat(new PipeUsage(1, 2, 3, 65536).plus(new PipeUsage(10, 20, 30, 1048576)))
			.isEqualTo(new PipeUsage(11, 22, 33, 65536));
		assertThat(PipeUsage.NONE.plus(new PipeUsage(1, 0, 0, 65536)).capacity()).isEqualTo(65536);
	}

}
