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

package dev.zerocopy.starter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.ProtocolClient.Download;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * A response breaks off because its file became shorter, once for each way a body
 * travels.
 */
@NoLeaks
@Tag("slow")
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(Protocol.class)
class BrokenResponseLogTests {

	/**
	 * More than the sockets buffer on both sides.
	 */
	private static final int SIZE = 48 << 20;

	@Parameter
	Protocol protocol;

	@Test
	void errorIsReportedOnce(CapturedOutput output) throws IOException {
		try (TestSite site = TestSite.create()) {
			Path file = site.path("large.bin");
			Content.write(file, 1, SIZE);
			TestSite.settle(file);
			try (StaticServer server = StaticServer.serving(site.root())
				.protocol(this.protocol)
				.property("logging.level.root", "warn")
				.start(); ProtocolClient client = new ProtocolClient(server, this.protocol)) {
				try (Download download = client.download(RawRequest.get("/large.bin"))) {
					assertThat(download.next()).isNotEmpty();
					try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
						channel.truncate(1);
					}
					assertThatIOException().isThrownBy(() -> readToTheEnd(download));
				}
				await().untilAsserted(() -> assertThat(reports(output)).isNotEmpty());
			}
			// nothing more is reported once the server has stopped
			assertThat(reports(output)).singleElement(InstanceOfAssertFactories.STRING).contains("/large.bin");
		}
	}

	private static void readToTheEnd(Download download) throws IOException {
		byte[] bytes = download.next();
		while (bytes != null) {
			bytes = download.next();
		}
	}

	private static List<String> reports(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains(" ERROR ") || line.contains(" WARN ")).toList();
	}

}
