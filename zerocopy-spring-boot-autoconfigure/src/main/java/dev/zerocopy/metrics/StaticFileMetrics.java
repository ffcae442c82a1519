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

package dev.zerocopy.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.zerocopy.file.FileCacheStats;
import dev.zerocopy.metrics.StaticFileMeters.Tag;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.RequestCounter;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.transfer.TransferWay;

/**
 * Shows the counters of static files to Micrometer. Requests never touch a meter: the
 * registry reads the counters when it is asked.
 */
public final class StaticFileMetrics implements MeterBinder {

	private final StaticFiles files;

	/**
	 * Create a binder.
	 * @param files the directories that are served
	 */
	public StaticFileMetrics(StaticFiles files) {
		this.files = files;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.files.mounts().forEach((mount) -> bind(mount, registry));
	}

	private void bind(Mount mount, MeterRegistry registry) {
		Tags tags = Tags.of(Tag.MOUNT.asString(), mount.options().name());
		for (RequestCounter requests : mount.stats().requests()) {
			FunctionTimer
				.builder(StaticFileMeters.REQUESTS.getName(), requests, RequestCounter::count, RequestCounter::nanos,
						TimeUnit.NANOSECONDS)
				.tags(tags.and(Tag.STATUS.asString(), String.valueOf(requests.kind().status()), Tag.TRANSFER.asString(),
						requests.kind().way().tag()))
				.description("Requests answered, and the time from resolving the file to the last byte")
				.register(registry);
		}
		for (TransferWay way : mount.stats().ways()) {
			counter(registry, StaticFileMeters.DATA_SENT, "Body bytes accepted by sockets",
					tags.and(Tag.TRANSFER.asString(), way.tag()), mount, (source) -> source.stats().bytes(way));
		}
		for (FallbackReason reason : FallbackReason.values()) {
			counter(registry, StaticFileMeters.FALLBACKS,
					"Responses sent in chunks although the kernel could have sent the file",
					tags.and(Tag.REASON.asString(), reason.tag()), mount, (source) -> source.stats().fallbacks(reason));
		}
		gauge(registry, StaticFileMeters.TRANSFERS_ACTIVE, "Responses being sent now", tags, mount,
				(source) -> source.stats().active());
		bindCache(mount, registry, tags);
	}

	private void bindCache(Mount mount, MeterRegistry registry, Tags tags) {
		gauge(registry, StaticFileMeters.OPEN_FILES, "Files held open", tags, mount,
				(source) -> stats(source).openFiles());
		gauge(registry, StaticFileMeters.MEMORY, "Memory that holds small files", tags, mount,
				(source) -> stats(source).memoryBytes());
		counter(registry, StaticFileMeters.CACHE_GETS, "Look-ups answered without the file system",
				tags.and(Tag.RESULT.asString(), "hit"), mount, (source) -> stats(source).hits());
		counter(registry, StaticFileMeters.CACHE_GETS, "Look-ups that asked the file system",
				tags.and(Tag.RESULT.asString(), "miss"), mount, (source) -> stats(source).misses());
	}

	private static FileCacheStats stats(Mount mount) {
		return mount.files().stats();
	}

	private static void counter(MeterRegistry registry, StaticFileMeters meter, String description, Tags tags,
			Mount mount, ToDoubleFunction<Mount> value) {
		FunctionCounter.builder(meter.getName(), mount, value)
			.tags(tags)
			.baseUnit(meter.getBaseUnit())
			.description(description)
			.register(registry);
	}

	private static void gauge(MeterRegistry registry, StaticFileMeters meter, String description, Tags tags,
			Mount mount, ToDoubleFunction<Mount> value) {
		Gauge.builder(meter.getName(), mount, value)
			.tags(tags)
			.baseUnit(meter.getBaseUnit())
			.description(description)
			.register(registry);
	}

}
