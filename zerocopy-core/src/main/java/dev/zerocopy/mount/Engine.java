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

import java.util.Locale;

/**
 * What answers the requests of a mount.
 */
public enum Engine {

	/** A WebFlux handler, behind every filter of the application. */
	WEBFLUX,

	/**
	 * The channel pipeline of the connection, before WebFlux: no filter sees the request.
	 * What it can not answer is left to WebFlux.
	 */
	NETTY;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name used in the configuration and in descriptions.
	 * @return the lower-case name
	 */
	public String tag() {
		return this.tag;
	}

}
