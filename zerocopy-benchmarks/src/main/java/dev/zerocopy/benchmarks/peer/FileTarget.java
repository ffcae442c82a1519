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

package dev.zerocopy.benchmarks.peer;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What a file server is to serve.
 *
 * @param root the directory
 * @param certificate for TLS with HTTP/2 offered, {@code null} for plain HTTP/1.1
 */
public record FileTarget(Path root, @Nullable Certificate certificate) {

	/**
	 * Files of a certificate, in PEM, and what servers are told to use with it. Left to
	 * themselves some take keys of 128 bits and others of 256, which cost more, and
	 * versions of nginx before 1.23.4 take TLS 1.2.
	 *
	 * @param chain the certificate
	 * @param key its private key
	 */
	public record Certificate(Path chain, Path key) {

		/** The version of TLS, as Java and nginx name it. */
		public static final String PROTOCOL = "TLSv1.3";

		/** What Caddy takes too, which cannot be told, on processors with AES. */
		public static final String CIPHER = "TLS_AES_128_GCM_SHA256";

	}

}
