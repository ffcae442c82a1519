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

package dev.zerocopy.http.negotiation;

/**
 * Content codings a file may be stored in.
 */
public enum ContentCoding {

	/** The file as it is. */
	IDENTITY("identity", ""),

	/** Brotli, RFC 7932. */
	BR("br", ".br"),

	/** Zstandard, RFC 8878. */
	ZSTD("zstd", ".zst"),

	/** Gzip, RFC 1952. */
	GZIP("gzip", ".gz");

	private final String token;

	private final String suffix;

	ContentCoding(String token, String suffix) {
		this.token = token;
		this.suffix = suffix;
	}

	/**
	 * Return the name used in {@code Accept-Encoding} and {@code Content-Encoding}.
	 * @return the content coding token
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Return what a precompressed sibling adds to the name of the original file.
	 * @return the file name suffix, empty for {@link #IDENTITY}
	 */
	public String suffix() {
		return this.suffix;
	}

}
