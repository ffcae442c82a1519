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

package dev.zerocopy.listing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import dev.zerocopy.file.DirectoryEntry;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListingResponseTests {

	private static final SafePath ROOT = (SafePath) PathDecoder.decode("/");

	@ParameterizedTest
	@EnumSource(ListingFormat.class)
	void shortListingIsOneChunkOfTheAnnouncedLength(ListingFormat format) {
		ListingResponse response = response(format, entries(3), ROOT, ROOT);
		byte[] body = response.body().next();
		assertThat(response.body().hasNext()).isFalse();
		assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(body.length));
		assertThat(response.plan().hasKnownLength()).isTrue();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(response.body()::next);
	}

	@ParameterizedTest
	@EnumSource(ListingFormat.class)
	void longListingComesInChunksOfBoundedSize(ListingFormat format) {
		ListingResponse response = response(format, entries(5000), ROOT, ROOT);
		assertThat(field(response, "Content-Length")).isNull();
		assertThat(response.plan().hasKnownLength()).isFalse();
		int chunks = 0;
		for (Iterator<byte[]> body = response.body(); body.hasNext(); chunks++) {
			assertThat(body.next()).hasSizeBetween(1, 32 * 1024);
		}
		assertThat(chunks).isGreaterThan(10);
	}

	@Test
	void jsonIsEscaped() {
		String json = text(response(ListingFormat.JSON,
				List.of(new DirectoryEntry("q\"b\\n\nt\tx\u0000\u2028<\u00e9\ud83d\ude00", 7, 1_500)), ROOT, ROOT));
		assertThat(json)
			.isEqualTo("[\n{\"name\":\"q\\\"b\\\\n\\u000at\\u0009x\\u0000\\u2028\\u003c\u00e9\ud83d\ude00\","
					+ "\"type\":\"file\",\"size\":7,\"modified\":\"1970-01-01T00:00:01.500Z\"}\n]\n");
	}

	@Test
	void emptyArrayIsValid() {
		assertThat(text(response(ListingFormat.JSON, List.of(), ROOT, ROOT))).isEqualTo("[\n]\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a b            | ./a%20b
			c:colon        | ./c%3Acolon
			//evil         | ./evil
			?q#f           | ./%3Fq%23f
			\\             | ./%5C
			<>             | ./%3C%3E
			a&b            | ./a&amp;b
			é              | ./%C3%A9
			%2e%2e         | ./%252e%252e
			""")
	void referencesAreEncodedAndRelative(String name, String reference) {
		String page = text(response(ListingFormat.HTML, List.of(new DirectoryEntry(name, 1, 0)), ROOT, ROOT));
		assertThat(page).contains("<th scope=\"row\"><a href=\"" + reference + "\">");
	}

	@Test
	void namesAreEscapedEverywhere() {
		SafePath directory = new SafePath(List.of("<i>", "\"'&"), true);
		String page = text(
				response(ListingFormat.HTML, List.of(new DirectoryEntry("<img src=x>", 1, 0)), ROOT, directory));
		assertThat(page)
			.contains("<title>Index of /&lt;i&gt;/&quot;&#39;&amp;/</title>", "<h1><bdi>&quot;&#39;&amp;</bdi></h1>",
					"<bdi>&lt;img src=x&gt;</bdi>")
			.doesNotContain("<i>", "<img");
	}

	@Test
	void breadcrumbsAreRelativeAndEndAtTheMount() {
		SafePath mount = (SafePath) PathDecoder.decode("/media/files");
		String page = text(response(ListingFormat.HTML, entries(1), mount, (SafePath) PathDecoder.decode("/a/b/")));
		assertThat(page).contains("""
				<ol>
				<li><a href="../../"><bdi>files</bdi></a></li>
				<li><a href="../"><bdi>a</bdi></a></li>
				<li><a href="./" aria-current="page"><bdi>b</bdi></a></li>
				</ol>
				""", "<title>Index of /media/files/a/b/</title>");
		assertThat(text(response(ListingFormat.HTML, entries(1), mount, ROOT))).doesNotContain("Parent folder", "../");
	}

	@Test
	void orderIsKeptOnTheWayToOtherDirectories() {
		Listing listing = new Listing(List.of(new DirectoryEntry("sub", DirectoryEntry.DIRECTORY, 0)),
				new ListingOrder(SortKey.SIZE, true), false);
		String page = text(ListingResponse.of(listing, new ListingPlace(ROOT, (SafePath) PathDecoder.decode("/a/")),
				ListingFormat.HTML, List.of()));
		assertThat(page).contains("href=\"./sub/?sort=size&amp;order=desc\"", "href=\"../?sort=size&amp;order=desc\"",
				"aria-sort=\"descending\"><a href=\"./?sort=size&amp;order=asc\">Size");
	}

	@Test
	void ownFieldsWinOverConfiguredOnes() {
		ListingResponse response = ListingResponse.of(new Listing(List.of(), ListingOrder.DEFAULT, true),
				new ListingPlace(ROOT, ROOT), ListingFormat.HTML,
				List.of(new HeaderField("content-security-policy", "default-src *"), new HeaderField("Vary", "Cookie"),
						new HeaderField("X-Other", "yes")));
		assertThat(field(response, "content-security-policy")).isNull();
		assertThat(field(response, "Content-Security-Policy")).contains("default-src 'none'");
		assertThat(field(response, "X-Other")).isEqualTo("yes");
		assertThat(field(response, "X-Listing-Truncated")).isEqualTo("0");
		assertThat(response.plan().fields()).contains(new HeaderField("Vary", "Accept"),
				new HeaderField("Vary", "Cookie"));
	}

	@ParameterizedTest
	@CsvSource({ "0,0 B", "1023,1023 B", "1024,1.0 KiB", "10239,10.0 KiB", "102400,100 KiB", "1048575,1.0 MiB",
			"1047552,1023 KiB", "1073741824,1.0 GiB", "9223372036854775807,8.0 EiB" })
	void sizesAreReadable(long bytes, String expected) {
		assertThat(FileSizes.format(bytes)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "a.PNG,IMAGE", "a.tar.gz,ARCHIVE", "noextension,FILE", "trailing.,FILE", "a.mp4,VIDEO", "png,IMAGE" })
	void kindFollowsFromTheExtension(String name, EntryKind kind) {
		assertThat(EntryKind.of(new DirectoryEntry(name, 1, 0))).isEqualTo(kind);
		assertThat(EntryKind.of(new DirectoryEntry(name, DirectoryEntry.DIRECTORY, 0))).isEqualTo(EntryKind.FOLDER);
	}

	@ParameterizedTest
	@EnumSource(EntryKind.class)
	void everyKindHasAnIcon(EntryKind kind) {
		assertThat(ListingStyle.ICONS).contains("<symbol id=\"" + kind.id() + "\"");
	}

	private static List<DirectoryEntry> entries(int count) {
		List<DirectoryEntry> entries = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			entries.add(new DirectoryEntry("file " + i, i, i * 1000L));
		}
		return entries;
	}

	private static ListingResponse response(ListingFormat format, List<DirectoryEntry> entries, SafePath mount,
			SafePath directory) {
		return ListingResponse.of(new Listing(entries, ListingOrder.DEFAULT, false), new ListingPlace(mount, directory),
				format, List.of());
	}

	private static String field(ListingResponse response, String name) {
		return response.plan()
			.fields()
			.stream()
			.filter((field) -> field.name().equals(name))
			.map(HeaderField::value)
			.findFirst()
			.orElse(null);
	}

	private static String text(ListingResponse response) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		response.body().forEachRemaining(out::writeBytes);
		return out.toString(StandardCharsets.UTF_8);
	}

}
