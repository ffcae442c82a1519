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

package dev.zerocopy.benchmarks.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.process.Commands;

/**
 * Makes the certificate that all servers use.
 */
public final class Certificates {

	private Certificates() {
	}

	/**
	 * Make a self-signed certificate with a P-256 key, unless there is one.
	 * @param directory where to
	 * @return the certificate
	 */
	public static FileTarget.Certificate selfSigned(Path directory) {
		Path chain = directory.resolve("certificate.pem");
		Path key = directory.resolve("key.pem");
		if (!Files.exists(chain)) {
			Commands.run(List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
					"-nodes", "-days", "365", "-subj", "/CN=localhost", "-addext",
					"subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key.toString(), "-out", chain.toString()),
					Map.of());
		}
		return new FileTarget.Certificate(chain, key);
	}

}
