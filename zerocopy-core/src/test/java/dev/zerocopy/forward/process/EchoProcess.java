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

package dev.zerocopy.forward.process;

import java.io.IOException;
import java.util.List;

/**
 * An {@link EchoMain echo server} in a process of its own.
 */
final class EchoProcess implements AutoCloseable {

	private final ChildProcess process;

	private final int port;

	private EchoProcess(ChildProcess process) throws IOException {
		this.process = process;
		this.port = Integer.parseInt(process.awaitAnswer());
	}

	static EchoProcess start() throws IOException {
		return new EchoProcess(ChildProcess.start(List.of(), List.of("-Xmx256m"), EchoMain.class));
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
