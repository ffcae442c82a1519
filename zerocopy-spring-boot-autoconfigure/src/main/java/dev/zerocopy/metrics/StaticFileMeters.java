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

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Every meter of static files.
 */
public enum StaticFileMeters implements MeterDocumentation {

	/** Requests answered, and the time from resolving the file to the last byte. */
	REQUESTS("zerocopy.static.requests", Meter.Type.TIMER, null, Tag.MOUNT, Tag.STATUS, Tag.TRANSFER),

	/** Body bytes accepted by sockets. */
	DATA_SENT("zerocopy.static.data.sent", Meter.Type.COUNTER, BaseUnits.BYTES, Tag.MOUNT, Tag.TRANSFER),

	/**
	 * Responses sent in chunks although the kernel could have sent the file, or without
	 * following the policy for the page cache.
	 */
	FALLBACKS("zerocopy.static.fallbacks", Meter.Type.COUNTER, null, Tag.MOUNT, Tag.REASON),

	/** Responses being sent now. */
	TRANSFERS_ACTIVE("zerocopy.static.transfers.active", Meter.Type.GAUGE, null, Tag.MOUNT),

	/** Files held open. */
	OPEN_FILES("zerocopy.static.open.files", Meter.Type.GAUGE, BaseUnits.FILES, Tag.MOUNT),

	/** Memory that holds small files. */
	MEMORY("zerocopy.static.memory", Meter.Type.GAUGE, BaseUnits.BYTES, Tag.MOUNT),

	/** Look-ups of files, by whether the file system had to be asked. */
	CACHE_GETS("zerocopy.static.cache.gets", Meter.Type.COUNTER, null, Tag.MOUNT, Tag.RESULT);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final KeyName[] tags;

	StaticFileMeters(String name, Meter.Type type, @Nullable String baseUnit, KeyName... tags) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.tags = tags;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.tags.clone();
	}

	/**
	 * Tags of the meters. Their values are names from the configuration or of constants,
	 * never a path or an address.
	 */
	public enum Tag implements KeyName {

		/** Name of the mount. */
		MOUNT,

		/** Status of the response. */
		STATUS,

		/**
		 * How the body travelled: sendfile, memory, chunked, direct, generated or none.
		 */
		TRANSFER,

		/** Why a body was sent otherwise than it could have been. */
		REASON,

		/** Outcome of a look-up: hit or miss. */
		RESULT;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
