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

package dev.zerocopy.transfer;

import java.util.Locale;

/**
 * How the bytes of a response body reach the socket.
 */
public enum TransferWay {

	/** By the kernel, from the page cache to the socket. */
	SENDFILE,

	/** From a direct buffer that holds the file, in one gathered write with the head. */
	MEMORY,

	/** Read into direct buffers piece by piece, then written. */
	CHUNKED,

	/** Read past the page cache into aligned direct buffers, then written. */
	DIRECT,

	/** Made for the response; there is no file. */
	GENERATED,

	/** There is no body. */
	NONE;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name used in meters and descriptions.
	 * @return the lower-case name
	 */
	public String tag() {
		return this.tag;
	}

}
