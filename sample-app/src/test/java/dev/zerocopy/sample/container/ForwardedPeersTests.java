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

package dev.zerocopy.sample.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;

import com.github.dockerjava.api.model.AccessMode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.testcontainers.lifecycle.Startables;
import redis.clients.jedis.Jedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the forwarder, in the container of the sample application, in front of
 * servers in other containers.
 */
@ContainerTest
class ForwardedPeersTests {

	private static final int LARGE = 64 * 1024 * 1024;

	@TempDir
	private Path temporary;

	private final int port = HostContainer.freePort();

	private final int upstream = HostContainer.freePort();

	@Test
	void redisStoresAndReturnsSmallAndLargeValues() throws Exception {
		Site site = new Site(this.temporary);
		try (HostContainer redis = Peers.redis(this.upstream);
				SampleContainer app = new SampleContainer(site.directory(),
						Routes.route("redis", this.port, this.upstream))) {
			Startables.deepStart(redis, app).join();
			try (Jedis jedis = new Jedis("127.0.0.1", this.port, 5000, 30_000)) {
				assertThat(jedis.set("name", "value")).isEqualTo("OK");
				assertThat(jedis.get("name")).isEqualTo("value");
				byte[] key = "large".getBytes(StandardCharsets.US_ASCII);
				byte[] large = randomBytes();
				assertThat(jedis.set(key, large)).isEqualTo("OK");
				assertThat(jedis.get(key)).isEqualTo(large);
			}
			awaitNoConnections(app, "redis");
			assertThat(moved(app, "redis", "toUpstream")).isGreaterThan(LARGE);
			assertThat(moved(app, "redis", "toClient")).isGreaterThan(LARGE);
			assertThat(spliced(app, "redis", "toUpstream")).isPositive();
		}
	}

	@Test
	void postgresqlRunsTransactionsAndStreamsRows() throws Exception {
		Site site = new Site(this.temporary);
		try (HostContainer postgres = Peers.postgres(this.upstream);
				SampleContainer app = new SampleContainer(site.directory(),
						Routes.route("postgres", this.port, this.upstream))) {
			Startables.deepStart(postgres, app).join();
			String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&sslmode=disable&socketTimeout=30"
				.formatted(this.port, Peers.DATABASE_USER);
			try (Connection connection = DriverManager.getConnection(url);
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				statement.execute("CREATE TABLE numbers (n integer PRIMARY KEY, text text)");
				try (PreparedStatement insert = connection.prepareStatement("INSERT INTO numbers VALUES (?, ?)")) {
					for (int n = 0; n < 1000; n++) {
						insert.setInt(1, n);
						insert.setString(2, "number " + n);
						insert.addBatch();
					}
					assertThat(insert.executeBatch()).hasSize(1000);
				}
				connection.commit();
				statement.execute("DELETE FROM numbers");
				connection.rollback();
				assertThat(count(statement, "SELECT count(*) FROM numbers")).isEqualTo(1000);
				statement.setFetchSize(5000);
				assertThat(sum(statement, "SELECT n FROM generate_series(1, 200000) AS n")).isEqualTo(20000100000L);
				connection.rollback();
				assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
			}
			awaitNoConnections(app, "postgres");
		}
	}

	@Test
	void nginxServesAFileByteForByte() throws Exception {
		Site site = new Site(this.temporary);
		byte[] content = site.write("large.bin", LARGE);
		String server = "listen 127.0.0.1:%d; root /files;".formatted(this.upstream);
		try (HostContainer nginx = Peers.nginx(this.upstream, this.temporary, server)
			.withBind(site.directory(), "/files", AccessMode.ro);
				SampleContainer app = new SampleContainer(site.directory(),
						Routes.route("nginx", this.port, this.upstream))) {
			Startables.deepStart(nginx, app).join();
			HttpResponse<byte[]> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/large.bin"))
					.timeout(Duration.ofSeconds(60))
					.build(), BodyHandlers.ofByteArray());
			assertThat(response.headers().firstValue("Server"))
				.hasValueSatisfying((name) -> assertThat(name).startsWith("nginx"));
			assertThat(response.body()).isEqualTo(content);
			assertThat(spliced(app, "nginx", "toClient")).isGreaterThan(LARGE / 2);
		}
	}

	private static void awaitNoConnections(SampleContainer app, String route) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> app.<Number>report("/" + route, "$.active").intValue() == 0);
	}

	private static long moved(SampleContainer app, String route, String direction) throws Exception {
		return app.<Number>report("/" + route, "$.bytes." + direction + ".copy").longValue()
				+ spliced(app, route, direction);
	}

	private static long spliced(SampleContainer app, String route, String direction) throws Exception {
		return app.<Number>report("/" + route, "$.bytes." + direction + ".splice").longValue();
	}

	private static int count(Statement statement, String query) throws Exception {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getInt(1);
		}
	}

	private static long sum(Statement statement, String query) throws Exception {
		long sum = 0;
		try (ResultSet result = statement.executeQuery(query)) {
			while (result.next()) {
				sum += result.getLong(1);
			}
		}
		return sum;
	}

	private static byte[] randomBytes() {
		byte[] bytes = new byte[LARGE];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

}
