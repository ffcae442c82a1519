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

package dev.zerocopy.starter.soak;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;

import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;
import dev.zerocopy.starter.soak.SoakReport.Count;

import static org.awaitility.Awaitility.await;

/**
 * What is soaked: a plain and a TLS server of one site, a route to two upstreams, and the
 * faults that are done to them.
 */
final class SoakServers implements AutoCloseable {

	/** Always a version, or the beginning of one. */
	static final String CHANGING = "changing.bin";

	private static final int VERSIONS = 4;

	private static final int LONGEST = 3_000_000;

	private static final byte[][] CONTENT = new byte[VERSIONS][];

	static {
		for (int version = 0; version < VERSIONS; version++) {
			CONTENT[version] = Content.of(version, LONGEST);
		}
	}

	private final TestSite site;

	private final EchoServer steady;

	private EchoServer mortal;

	private final StaticServer plain;

	private final StaticServer tls;

	private final int routePort;

	private final SplittableRandom random = new SplittableRandom(5);

	SoakServers() throws IOException {
		this.site = TestSite.create();
		replace();
		this.steady = EchoServer.start();
		this.mortal = EchoServer.start();
		this.plain = serve(Protocol.H2C).property("zerocopy.forward.event-loop-threads", "2")
			.property("zerocopy.forward.routes.echo.listen", "127.0.0.1:0")
			.property("zerocopy.forward.routes.echo.upstreams", this.steady.address() + "," + this.mortal.address())
			.property("zerocopy.forward.routes.echo.health-check.interval", "500ms")
			.start();
		this.tls = serve(Protocol.H2_TLS).start();
		String listening = forwarder().state("echo").listening().get(0);
		this.routePort = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
	}

	private StaticServer.Builder serve(Protocol protocol) {
		return StaticServer.serving(this.site.root())
			.protocol(protocol)
			.property("zerocopy.static.write-timeout", "2s")
			// the JDK remembers every name that its class loaders were ever asked for
			.property("spring.web.resources.add-mappings", "false")
			.property("logging.level.root", "off");
	}

	StaticServer plain() {
		return this.plain;
	}

	StaticServer tls() {
		return this.tls;
	}

	int routePort() {
		return this.routePort;
	}

	TestSite site() {
		return this.site;
	}

	/**
	 * Whether a body is a version of the changing file, or its beginning.
	 */
	static boolean isVersion(byte[] body) {
		return Arrays.stream(CONTENT).anyMatch((content) -> mismatch(body, content) < 0);
	}

	/**
	 * Whether a body is that of a file that was truncated in place when all of it was in
	 * the socket already: sendfile leaves the pages shared with the file, and the kernel
	 * fills what is cut off with zeros, in each page behind the new end.
	 */
	static boolean isZeroedVersion(byte[] body) {
		return Arrays.stream(CONTENT)
			.anyMatch((content) -> IntStream.range(Math.max(0, mismatch(body, content)), body.length)
				.allMatch((at) -> body[at] == content[at] || body[at] == 0));
	}

	private static int mismatch(byte[] body, byte[] content) {
		return Arrays.mismatch(body, 0, body.length, content, 0, Math.min(body.length, LONGEST));
	}

	/**
	 * Whether nothing is under way any more: no transfer, no forwarded connection, no
	 * pipe.
	 */
	boolean isIdle() {
		TcpForwarder forwarder = forwarder();
		return transfers(this.plain) == 0 && transfers(this.tls) == 0 && forwarder.state("echo").active() == 0
				&& forwarder.state().pipes().busy() == 0;
	}

	private static double transfers(StaticServer server) {
		return server.bean(MeterRegistry.class).get("zerocopy.static.transfers.active").gauge().value();
	}

	TcpForwarder forwarder() {
		return this.plain.bean(TcpForwarder.class);
	}

	/**
	 * Do some harm.
	 * @param report where it is counted
	 * @throws IOException if it cannot be done
	 */
	void harm(SoakReport report) throws IOException {
		switch (this.random.nextInt(6)) {
			case 0 -> {
				int port = this.mortal.port();
				this.mortal.close();
				// one of many clients may have been given the port meanwhile
				this.mortal = await().atMost(Duration.ofMinutes(1))
					.ignoreException(BindException.class)
					.until(() -> EchoServer.start(port), (server) -> true);
				report.add(Count.UPSTREAMS_KILLED);
			}
			case 1, 2 -> {
				try (FileChannel channel = FileChannel.open(this.site.path(CHANGING), StandardOpenOption.CREATE,
						StandardOpenOption.WRITE)) {
					channel.truncate(this.random.nextInt(LONGEST));
				}
				report.add(Count.FILES_TRUNCATED);
			}
			case 3 -> {
				Files.deleteIfExists(this.site.path(CHANGING));
				report.add(Count.FILES_DELETED);
			}
			default -> {
				replace();
				report.add(Count.FILES_REPLACED);
			}
		}
	}

	private void replace() throws IOException {
		Path next = this.site.directory().resolve("next");
		int length = LONGEST / 2 + this.random.nextInt(LONGEST / 2);
		Files.write(next, Arrays.copyOf(CONTENT[this.random.nextInt(VERSIONS)], length));
		Files.move(next, this.site.path(CHANGING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() throws IOException {
		this.plain.close();
		this.tls.close();
		this.steady.close();
		this.mortal.close();
		this.site.close();
	}

}
