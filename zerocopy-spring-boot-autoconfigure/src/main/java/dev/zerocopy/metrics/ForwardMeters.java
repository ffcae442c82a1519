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
 * Every meter of forwarding.
 */
public enum ForwardMeters implements MeterDocumentation {

	/** Connections ended, by why they did. */
	CONNECTIONS("zerocopy.forward.connections", Meter.Type.COUNTER, null, Tag.ROUTE, Tag.OUTCOME),

	/** Open connections. */
	CONNECTIONS_ACTIVE("zerocopy.forward.connections.active", Meter.Type.GAUGE, null, Tag.ROUTE),

	/** Bytes delivered, also those of open connections. */
	DATA("zerocopy.forward.data", Meter.Type.COUNTER, BaseUnits.BYTES, Tag.ROUTE, Tag.DIRECTION, Tag.TRANSFER),

	/** Attempts to connect to an upstream, and the time they took. */
	CONNECT_TIME("zerocopy.forward.connect.time", Meter.Type.TIMER, null, Tag.ROUTE, Tag.OUTCOME),

	/** Whether new connections may go to an upstream: 1 or 0. */
	UPSTREAM_UP("zerocopy.forward.upstream.up", Meter.Type.GAUGE, null, Tag.ROUTE, Tag.UPSTREAM),

	/** Pipes of all routes. */
	PIPES("zerocopy.forward.pipes", Meter.Type.GAUGE, null, Tag.STATE),

	/** How often no pipe could be had and bytes were copied instead. */
	PIPES_REFUSED("zerocopy.forward.pipes.refused", Meter.Type.COUNTER, null);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final KeyName[] tags;

	ForwardMeters(String name, Meter.Type type, @Nullable String baseUnit, KeyName... tags) {
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
	 * Tags of the meters. Their values are names from the configuration, positions in its
	 * lists, or of constants, never an address.
	 */
	public enum Tag implements KeyName {

		/** Name of the route. */
		ROUTE,

		/** Why a connection ended; whether an attempt to connect succeeded. */
		OUTCOME,

		/** Where bytes went: upstream or client. */
		DIRECTION,

		/** How bytes moved: splice or copy. */
		TRANSFER,

		/**
		 * Position of the upstream in its list, from 0, after the server name and a slash
		 * if it has one.
		 */
		UPSTREAM,

		/** Whether a pipe holds bytes: busy or idle. */
		STATE;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
