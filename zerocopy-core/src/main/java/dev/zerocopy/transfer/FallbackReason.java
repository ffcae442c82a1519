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
 * Why a body was read in chunks although the kernel could have sent it, or why a policy
 * for the page cache was not followed.
 */
public enum FallbackReason {

	/** Bytes are encrypted in this process. */
	TLS,

	/** Bytes are framed in this process. */
	HTTP2,

	/** A content compressor is on the pipeline. */
	COMPRESSION,

	/** Another filter wants to see or change the body. */
	DECORATED,

	/** The transport has no cheap way to send a file. */
	TRANSPORT,

	/** The web server can not send this body from the open file. */
	SERVER,

	/** The configuration asks for it. */
	CONFIGURED,

	/** The file system refuses reads past the page cache. */
	DIRECT_IO,

	/** The pages of the file cannot be looked at and given back. */
	PAGE_CACHE_CONTROL;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name used in meters and descriptions.
	 * @return the lower-case name
	 */
	public String tag() {
		return this.tag;
	}

}
