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

package dev.zerocopy.forward.peers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * PostgreSQL and its own clients.
 */
@Tag("slow")
class PostgresPeerTests {

	private static final int ROWS = 100_000;

	private static final int COLUMN_BYTES = 150;

	@TempDir
	private static Path directory;

	private static PeerProgram server;

	private static int port;

	// once, but here, as a class skipped as a whole does not show in reports
	@BeforeEach
	void startServer() throws Exception {
		if (server != null) {
			return;
		}
		List.of("psql", "initdb", "postgres").forEach(Executables::require);
		port = PeerProgram.freePort();
		server = PostgresServer.start(directory, port);
	}

	@AfterAll
	static void stopServer() throws Exception {
		if (server != null) {
			server.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void copiedRowsComeBackUnchanged(Platform platform, @TempDir Path files) throws Exception {
		Path rows = writeRows(files.resolve("rows"));
		Path back = files.resolve("back");
		try (PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			psql(route.port(), "drop table if exists copied; create table copied (id int primary key, body text)");
			route.awaitReport();
			psql(route.port(), "\\copy copied from '" + rows + "'");
			ConnectionReport copied = route.awaitReport();
			// both close after the message of the client that ends the session
			assertThat(copied.reason()).isIn(CloseReason.CLIENT_CLOSED, CloseReason.UPSTREAM_CLOSED);
			assertThat(copied.toUpstream().total()).isGreaterThan(Files.size(rows));
			assertThat(psql(port, "select count(*), count(distinct body) from copied").strip())
				.isEqualTo(ROWS + "|" + ROWS);
			psql(route.port(), "\\copy (select * from copied order by id) to '" + back + "'");
			assertThat(Files.mismatch(rows, back)).isEqualTo(-1);
			assertThat(route.awaitReport().toClient().total()).isGreaterThan(Files.size(rows));
			route.awaitNothingLeft();
		}
	}

	@ParameterizedTest
	@EnumSource
	void queryIsCancelledThroughAConnectionOfItsOwn(Platform platform, @TempDir Path files) throws Exception {
		try (PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port));
				PeerProgram query = PeerProgram.start(files.resolve("query.log"), Executables.require("psql"), "-X",
						"-h", "127.0.0.1", "-p", String.valueOf(route.port()), "-U", "postgres", "-c",
						"select pg_sleep(600)")) {
			await().atMost(Duration.ofSeconds(20))
				.until(() -> psql(port, "select count(*) from pg_stat_activity where query like 'select pg_sleep%'")
					.strip()
					.equals("1"));
			PeerCommand.run(Executables.require("kill"), "-INT", String.valueOf(query.process().pid()));
			assertThat(query.awaitExit(Duration.ofSeconds(10))).isEqualTo(1);
			assertThat(query.log()).contains("canceling statement due to user request");
			assertThat(route.state().accepted()).isEqualTo(2);
			route.awaitNothingLeft();
		}
	}

	@ParameterizedTest
	@EnumSource
	void benchmarkOfManySessionsLosesNoTransaction(Platform platform) throws Exception {
		String pgbench = Executables.require("pgbench");
		try (PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			String[] connection = { "-h", "127.0.0.1", "-p", String.valueOf(route.port()), "-U", "postgres",
					"postgres" };
			PeerCommand.of(pgbench, "-i", "-q", "-s", "1").and(connection).run();
			String printed = PeerCommand.of(pgbench, "-c", "8", "-t", "200", "-M", "prepared", "-n")
				.and(connection)
				.run();
			assertThat(printed).contains("number of transactions actually processed: 1600/1600");
			assertThat(psql(port, "select count(*) from pgbench_history").strip()).isEqualTo("1600");
			route.awaitNothingLeft();
		}
	}

	private static String psql(int port, String statement) throws IOException, InterruptedException {
		return PeerCommand.run(Executables.require("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h",
				"127.0.0.1", "-p", String.valueOf(port), "-U", "postgres", "-c", statement);
	}

	private static Path writeRows(Path file) throws IOException {
		Random random = new Random(1);
		byte[] column = new byte[COLUMN_BYTES];
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			for (int i = 0; i < ROWS; i++) {
				random.nextBytes(column);
				writer.write(i + "\t" + Base64.getEncoder().encodeToString(column) + "\n");
			}
		}
		return file;
	}

}
