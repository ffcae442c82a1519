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

package dev.zerocopy.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ForwardProperties} are refused, and what is said about it.
 */
class ForwardPropertiesValidationTests {

	private static final String ROUTES = "zerocopy.forward.routes.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZeroCopyForwardAutoConfiguration.class))
		.withPropertyValues(ROUTES + "db.listen=127.0.0.1:0", ROUTES + "db.upstreams=10.0.0.1:5432");

	@ParameterizedTest(name = "{0}={1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					zerocopy.forward.event-loop-threads | 0                  |                | it is less than 1
					zerocopy.forward.drain-timeout      | -1s                |                | it is negative
					db.listen                           | ``                 |                | a route needs an address to listen on
					db.listen                           | 127.0.0.1          | db.listen[0]   | has no port
					db.listen                           | 127.0.0.1:99999    | db.listen[0]   | has a port above 65535
					db.listen                           | ::1:80             | db.listen[0]   | IPv6 address without brackets
					db.listen                           | localhost:80       | db.listen[0]   | the host to listen on is a name
					db.listen                           | unix:a.sock        | db.listen[0]   | has no absolute path
					db.listen                           | :9001,:9001        | db.listen[1]   | listens there
					db.upstreams                        | ``                 |                | a route needs an upstream
					db.upstreams                        | 10.0.0.1           | db.upstreams[0]         | has no port
					db.upstreams                        | :5432              | db.upstreams[0]         | must name a host
					db.upstreams                        | 10.0.0.1:0         | db.upstreams[0]         | a port above 0
					db.upstreams                        | a:1,a:1            | db.upstreams[1]         | it is the same as
					db.connect-timeout                  | 0s                 |                | it is not more than zero
					db.connect-timeout                  | -1s                |                | it is not more than zero
					db.connect-retries                  | -1                 |                | it is less than 0
					db.connect-retries                  | 101                |                | it is more than 100
					db.client-hello-timeout             | 0s                 |                | it is not more than zero
					db.idle-timeout                     | -1s                |                | it is negative
					db.half-close-timeout               | -1s                |                | it is negative
					db.max-connections                  | -1                 |                | it is less than 0
					db.max-connections-per-client       | -1                 |                | it is less than 0
					db.max-connections-per-client       | 10001              |                | allows no more than 10000 for all
					db.allow                            | 10.0.0.0/8,lan     | db.allow[1]    | Network 'lan' is not an address
					db.deny                             | 10.0.0.0/33        | db.deny[0]     | Network '10.0.0.0/33' is not an address
					db.proxy-protocol.send              | any                |                | only a header that is received
					db.proxy-protocol.accept            | v2                 | db.proxy-protocol.trusted    | but from nobody
					db.proxy-protocol.trusted           | 10.0.0.0/8         |                | no headers are accepted
					db.proxy-protocol.timeout           | 0s                 |                | it is not more than zero
					db.health-check.interval            | 0s                 |                | it is not more than zero
					db.health-check.timeout             | 0s                 |                | it is not more than zero
					db.health-check.rise                | 0                  |                | it is less than 1
					db.health-check.fall                | 0                  |                | it is less than 1
					db.dns-refresh                      | 0s                 |                | it is not more than zero
					db.tcp.user-timeout                 | -1s                |                | it is negative
					db.tcp.backlog                      | 0                  |                | it is less than 1
					db.sni[a b]                         | 10.0.0.1:443       |                | 'a b' is not a host name
					db.sni[a.*.b]                       | 10.0.0.1:443       |                | 'a.*.b' is not a host name
					db.sni.api.example.org              | ``                 |                | has no upstreams
					db.sni.api.example.org              | 10.0.0.1           | db.sni.api.example.org[0]    | has no port
					""")
	void invalidValueFailsWithRoutePropertyValueAndRemedy(String property, String value, String blamed,
			String problem) {
		String name = property.startsWith("zerocopy.") ? property : ROUTES + property;
		this.runner.withPropertyValues(name + "=" + value).run((context) -> {
			InvalidZeroCopyPropertyException failure = failure(context);
			assertThat(failure.getProperty()).isEqualTo((blamed != null) ? ROUTES + blamed : name);
			assertThat(failure.getProblem()).contains(problem);
			assertThat(failure.getRemedy()).endsWith(".");
		});
	}

	@Test
	void weightOutOfRangeFails() {
		this.runner
			.withPropertyValues(ROUTES + "web.listen=127.0.0.1:0", ROUTES + "web.upstreams[0].address=10.0.0.1:80",
					ROUTES + "web.upstreams[0].weight=0")
			.run((context) -> {
				InvalidZeroCopyPropertyException failure = failure(context);
				assertThat(failure.getProperty()).isEqualTo(ROUTES + "web.upstreams[0].weight");
				assertThat(failure.getProblem()).isEqualTo("it is less than 1");
			});
	}

	@Test
	void upstreamWithoutAddressFails() {
		this.runner.withPropertyValues(ROUTES + "web.listen=127.0.0.1:0", ROUTES + "web.upstreams[0].weight=2")
			.run((context) -> assertThat(failure(context).getProperty())
				.isEqualTo(ROUTES + "web.upstreams[0].address"));
	}

	@Test
	void missingListenFails() {
		this.runner.withPropertyValues(ROUTES + "web.upstreams=10.0.0.1:80")
			.run((context) -> assertThat(failure(context).getProperty()).isEqualTo(ROUTES + "web.listen"));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:9001,127.0.0.1:9001", ":9001,127.0.0.1:9001", "127.0.0.1:9001,0.0.0.0:9001",
			"unix:/tmp/a.sock,unix:/tmp/a.sock" })
	void twoRoutesOnOneAddressFail(String one, String other) {
		this.runner
			.withPropertyValues(ROUTES + "a.listen=" + one, ROUTES + "a.upstreams=10.0.0.1:80",
					ROUTES + "b.listen=" + other, ROUTES + "b.upstreams=10.0.0.1:80")
			.run((context) -> {
				InvalidZeroCopyPropertyException failure = failure(context);
				assertThat(failure.getProperty()).startsWith(ROUTES).endsWith(".listen[0]");
				assertThat(failure.getProblem()).contains(ROUTES).contains("listens there");
			});
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:9001,127.0.0.1:9001", ":9001,127.0.0.1:9001", "unix:/tmp/a.sock,unix:/tmp/a.sock" })
	void routeThatConnectsToItselfFails(String listen, String upstream) {
		this.runner.withPropertyValues(ROUTES + "db.listen=" + listen, ROUTES + "db.upstreams=" + upstream)
			.run((context) -> {
				assertThat(failure(context).getProperty()).isEqualTo(ROUTES + "db.upstreams[0]");
				assertThat(failure(context).getProblem()).contains("would connect to itself");
			});
	}

	@Test
	void serverNamesThatDifferInCaseOnlyFail() {
		this.runner
			.withPropertyValues(ROUTES + "db.sni[api.example.org]=10.0.0.1:443",
					ROUTES + "db.sni[API.example.org]=10.0.0.2:443")
			.run((context) -> assertThat(failure(context).getProblem()).contains("is the same server name"));
	}

	@Test
	void serverNameWithStarNeedsBrackets() {
		this.runner.withPropertyValues(ROUTES + "db.sni.*.example.org[0]=10.0.0.1:443").run((context) -> {
			InvalidZeroCopyPropertyException failure = failure(context);
			assertThat(failure.getProblem()).contains("'*.example.org' would lose its special characters");
			assertThat(failure.getRemedy()).contains("\"[*.example.org]\" in YAML, sni[*.example.org] in properties.");
		});
	}

	@ParameterizedTest
	@CsvSource({ "balance,fastest", "transfer,teleport", "connect-timeout,soon", "proxy-protocol.accept,v3",
			"tcp.no-delay,perhaps", "max-connections,many" })
	void valueOfTheWrongTypeFailsToBind(String property, String value) {
		this.runner.withPropertyValues(ROUTES + "db." + property + "=" + value)
			.run((context) -> assertThat(causes(context.getStartupFailure())).anyMatch(BindException.class::isInstance)
				.anyMatch((failure) -> String.valueOf(failure.getMessage()).contains(ROUTES + "db." + property)));
	}

	private static InvalidZeroCopyPropertyException failure(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		return causes(context.getStartupFailure()).filter(InvalidZeroCopyPropertyException.class::isInstance)
			.map(InvalidZeroCopyPropertyException.class::cast)
			.findFirst()
			.orElseThrow();
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause);
	}

}
