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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Directories without an index, shown as pages and as JSON.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class ListingTests {

	private static final List<String> HOSTILE_NAMES = List.of("<img src=x onerror=alert(1)>", "\"onclick=alert(1) x=\"",
			"'single'", "javascript:alert(1)", "data:text,x", "a&lt;b&amp;c", "100%25.txt", "what?x=1#y",
			"<script>alert(1)", "-->", "a..%2f..%2fetc", "\u202egnp.exe", "\u2028line", " leading space");

	private static final Pattern ROW = Pattern.compile("<tr><th scope=\"row\"><a href=\"(\\./[^\"]*)\">");

	private static TestSite site;

	private static StaticServer server;

	@Parameter
	Engine engine;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
		for (String name : HOSTILE_NAMES) {
			site.write("hostile/" + name, "hostile: " + name);
		}
		for (String name : new String[] { "line\nbreak", "back\\slash", "bell\u0007" }) {
			site.write("hostile/" + name, "never served");
		}
		site.write("sorted/b10.txt", "x".repeat(30));
		site.write("sorted/B9.txt", "x".repeat(2000));
		site.write("sorted/a.txt", "x".repeat(100));
		site.write("sorted/sub/inner.txt", "inner");
		Files.setLastModifiedTime(site.path("sorted/a.txt"), FileTime.fromMillis(1_000_000));
		Files.createDirectories(site.path("empty"));
		Files.createDirectories(site.path("sorted/.hidden-directory"));
		site.write("links/plain.txt", "plain");
		for (String target : new String[] { "../hello.txt", "../docs", "../../secret.txt", "../../outside",
				"/etc/passwd", "nowhere", "loop", "../fifo", "/dev/zero", ".", "..", "../..", "x".repeat(300) }) {
			String name = target.equals("loop") ? "loop" : "to-" + target.replace('/', '_');
			Files.createSymbolicLink(site.path("links/" + name.substring(0, Math.min(name.length(), 30))),
					Path.of(target));
		}
	}

	@BeforeParameterizedClassInvocation
	static void start(Engine engine) {
		server = StaticServer.serving(site.root())
			.engine(engine)
			.property("zerocopy.static.listing", "html")
			.property("zerocopy.static.headers[X-Frame-Options]", "DENY")
			.property("zerocopy.static.headers[Content-Security-Policy]", "default-src *")
			.start();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@Test
	void directoryWithoutIndexIsShown() throws IOException {
		RawResponse page = get("/plain/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).matches("text/html; ?charset=utf-8");
		assertThat(page.header("Vary")).isEqualTo("Accept");
		assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
		assertThat(page.header("ETag")).isNull();
		assertThat(page.header("Last-Modified")).isNull();
		assertThat(page.header("Content-Length")).isEqualTo(String.valueOf(page.body().length));
		assertThat(page.text()).contains("<title>Index of /plain/</title>", "href=\"./readme.txt\"", "14 B",
				"<time datetime=\"2024-05-01T12:34:56Z\">2024-05-01<span> 12:34</span></time>", "href=\"../\"");
	}

	@Test
	void indexWinsOverListing() throws IOException {
		assertThat(get("/").text()).isEqualTo(TestSite.HOME);
		assertThat(server.exchange(RawRequest.get("/docs/").header("Accept", "application/json")).text())
			.contains("<title>docs</title>");
	}

	@Test
	void directoryWithoutSlashIsRedirected() throws IOException {
		RawResponse response = get("/plain?sort=size");
		assertThat(response.status()).isEqualTo(301);
		assertThat(response.header("Location")).isEqualTo("/plain/?sort=size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt/", "/nowhere/", "/fifo/", "/docs/.ssh/", "/.git/", "/link-outside/",
			"/link-etc/", "/link-parent/", "/links/to-.._.._outside/" })
	void whatIsNoServableDirectoryIsNotFound(String target) throws IOException {
		assertThat(get(target).status()).isEqualTo(404);
	}

	@Test
	void nothingIsShownThatWouldNotBeServed() throws IOException {
		assertThat(names("/links/")).containsExactlyInAnyOrder("plain.txt", "to-.._hello.txt", "to-.._docs", "to-.",
				"to-..");
		assertThat(names("/sorted/")).containsExactly("sub", "a.txt", "B9.txt", "b10.txt");
		assertThat(names("/hostile/")).containsExactlyInAnyOrderElementsOf(HOSTILE_NAMES);
		assertThat(names("/link-self/links/")).contains("plain.txt");
	}

	@Test
	void everyReferenceLeadsToTheFile() throws IOException {
		String page = get("/hostile/").text();
		List<String> references = ROW.matcher(page).results().map((match) -> match.group(1)).toList();
		assertThat(references).hasSameSizeAs(HOSTILE_NAMES);
		List<String> contents = references.stream().map((reference) -> {
			try {
				return get("/hostile/" + reference.substring(2).replace("&amp;", "&")).text();
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}).toList();
		assertThat(contents)
			.containsExactlyInAnyOrderElementsOf(HOSTILE_NAMES.stream().map((name) -> "hostile: " + name).toList());
	}

	@Test
	void hostileNamesAreText() throws IOException {
		String page = get("/hostile/").text();
		assertThat(page).doesNotContain("<img", "<script", "</script", "\"onclick", "'single'", "href=\"javascript")
			.contains("&lt;img src=x onerror=alert(1)&gt;", "&quot;onclick=alert(1) x=&quot;", "a&amp;lt;b&amp;amp;c");
		assertThat(page.lines().filter((line) -> line.contains("line") && line.contains("break"))).isEmpty();
	}

	@Test
	void nameOfADirectoryIsTextInItsOwnPage() throws IOException {
		Files.createDirectories(site.path("<b>\"&'/inner"));
		String page = get("/%3Cb%3E%22&'/inner/").text();
		assertThat(page).contains("<title>Index of /&lt;b&gt;&quot;&amp;&#39;/inner/</title>").doesNotContain("<b>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none                                | text/html
			*/*                                 | text/html
			text/html, application/json         | text/html
			application/json                    | application/json
			application/*                       | application/json
			text/html;q=0.5, application/json   | application/json
			text/html,*/*;q=0.8                 | text/html
			application/json;q=0.1              | application/json
			""")
	void formatIsNegotiated(String accept, String type) throws IOException {
		RawRequest request = RawRequest.get("/plain/");
		RawResponse response = server.exchange((accept != null) ? request.header("Accept", accept) : request);
		assertThat(response.header("Content-Type")).startsWith(type);
		assertThat(response.headers("Vary")).containsExactly("Accept");
	}

	@Test
	void unacceptableFormatIsRefused() throws IOException {
		RawResponse response = server.exchange(RawRequest.get("/plain/").header("Accept", "image/png"));
		assertThat(response.status()).isEqualTo(406);
		assertThat(response.header("Vary")).isEqualTo("Accept");
	}

	@Test
	void jsonTellsNameTypeSizeAndTime() throws IOException {
		JsonNode entries = json("/sorted/");
		assertThat(entries.get(0).get("type").asString()).isEqualTo("directory");
		assertThat(entries.get(0).get("size").isNull()).isTrue();
		JsonNode file = entries.get(2);
		assertThat(file.get("name").asString()).isEqualTo("B9.txt");
		assertThat(file.get("type").asString()).isEqualTo("file");
		assertThat(file.get("size").asLong()).isEqualTo(2000);
		assertThat(file.get("modified").asString()).isEqualTo("2024-05-01T12:34:56.123Z");
		assertThat(file.propertyNames()).containsExactly("name", "type", "size", "modified");
		assertThat(json("/empty/")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?sort=name                     | sub,a.txt,B9.txt,b10.txt
			?sort=name&order=desc          | sub,b10.txt,B9.txt,a.txt
			?sort=size                     | sub,b10.txt,a.txt,B9.txt
			?order=desc&sort=size          | sub,B9.txt,a.txt,b10.txt
			?sort=time&order=asc           | sub,a.txt,B9.txt,b10.txt
			?sort=time&order=desc          | sub,b10.txt,B9.txt,a.txt
			?sort=nonsense&order=%22%3E    | sub,a.txt,B9.txt,b10.txt
			?sort=%3Cscript%3E&a=b&&=&sort | sub,a.txt,B9.txt,b10.txt
			""")
	void orderIsSelectedByTheQuery(String query, String expected) throws IOException {
		assertThat(names("/sorted/" + query)).containsExactly(expected.split(","));
		String page = get("/sorted/" + query).text();
		assertThat(page).doesNotContain("nonsense", "%22", "%3C");
		assertThat(page.split("aria-sort=", -1)).hasSize(2);
	}

	@Test
	void emptyDirectoryIsSaidToBeEmpty() throws IOException {
		assertThat(get("/empty/").text()).contains("This folder is empty.", "0 folders, 0 files</caption>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain/", "/many/" })
	void headEqualsGet(String target) throws IOException {
		many();
		try (RawHttpConnection connection = server.connect()) {
			RawResponse head = connection.exchange(RawRequest.head(target));
			RawResponse get = connection.exchange(RawRequest.get(target));
			assertThat(head.status()).isEqualTo(200);
			Map<String, List<String>> fields = get.comparableFields();
			if (this.engine == Engine.SERVLET) {
				// a server may leave it out, RFC 9112 section 6.1, and Tomcat does
				fields.remove("transfer-encoding");
			}
			assertThat(head.comparableFields()).isEqualTo(fields);
			assertThat(head.body()).isEmpty();
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH" })
	void otherMethodsAreNotAllowed(String method) throws IOException {
		RawResponse response = server.exchange(RawRequest.of(method, "/plain/"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
		assertThat(server.exchange(RawRequest.of("OPTIONS", "/plain/")).status()).isEqualTo(200);
	}

	@Test
	void longListingArrivesCompletelyAndTheConnectionGoesOn() throws IOException {
		many();
		try (RawHttpConnection connection = server.connect()) {
			for (int i = 0; i < 3; i++) {
				RawResponse page = connection.exchange(RawRequest.get("/many/"));
				assertThat(page.header("Transfer-Encoding")).isEqualTo("chunked");
				assertThat(page.header("Content-Length")).isNull();
				assertThat(page.text()).endsWith("</html>\n");
				assertThat(ROW.matcher(page.text()).results().map(MatchResult::group)).hasSize(1000);
			}
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		}
	}

	@Test
	void changeIsSeenAtOnce() throws IOException {
		Files.createDirectories(site.path("changing"));
		assertThat(names("/changing/")).isEmpty();
		site.write("changing/new.txt", "new");
		assertThat(names("/changing/")).containsExactly("new.txt");
		Files.delete(site.path("changing/new.txt"));
		assertThat(names("/changing/")).isEmpty();
	}

	private static synchronized void many() throws IOException {
		if (!Files.exists(site.path("many"))) {
			Path building = Files.createDirectory(site.path("building"));
			for (int i = 0; i < 1000; i++) {
				Files.createFile(building.resolve("a file with number " + i + ".txt"));
			}
			Files.move(building, site.path("many"));
		}
	}

	private static RawResponse get(String target) throws IOException {
		return server.exchange(RawRequest.get(target));
	}

	private static List<String> names(String target) throws IOException {
		return json(target).valueStream().map((entry) -> entry.get("name").asString()).toList();
	}

	private static JsonNode json(String target) throws IOException {
		RawResponse response = server.exchange(RawRequest.get(target).header("Accept", "application/json"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).startsWith("application/json");
		return JsonMapper.shared().readTree(response.body());
	}

}
