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

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import dev.zerocopy.file.DirectoryEntry;
import dev.zerocopy.http.path.PathDecoder;

/**
 * Writes a listing as a page that needs no script. Every reference is relative, so the
 * page works behind a proxy that changes the path in front of it.
 */
final class HtmlListing implements ListingWriter {

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'<span> 'HH:mm'</span>'")
		.withZone(ZoneOffset.UTC);

	private final ListingPlace place;

	private final ListingOrder order;

	/** Keeps the order on the way to other directories. */
	private final String query;

	HtmlListing(ListingPlace place, ListingOrder order) {
		this.place = place;
		this.order = order;
		this.query = order.query().replace("&", "&amp;");
	}

	@Override
	public void begin(StringBuilder out, Listing listing) {
		List<String> names = this.place.directory().segments();
		String title = names.isEmpty() ? this.place.top() : names.get(names.size() - 1);
		out.append("""
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>""");
		out.append("Index of ");
		Html.escape(out, this.place.path());
		out.append("</title>\n<style>").append(ListingStyle.CSS).append("</style>\n</head>\n<body>\n");
		out.append("<a class=\"skip\" href=\"#list\">Skip to the list</a>\n").append(ListingStyle.ICONS);
		out.append("<header>\n");
		breadcrumbs(out);
		out.append("<h1><bdi>");
		Html.escape(out, title);
		out.append("</bdi></h1>\n</header>\n<main id=\"list\" tabindex=\"-1\">\n");
		if (listing.truncated()) {
			out.append("<p class=\"note\">This folder holds more than the ")
				.append(FileSizes.grouped(listing.entries().size()))
				.append(" entries that are shown here.</p>\n");
		}
		table(out, listing, !names.isEmpty());
	}

	private void breadcrumbs(StringBuilder out) {
		List<String> names = this.place.directory().segments();
		out.append("<nav aria-label=\"Breadcrumbs\">\n<ol>\n");
		for (int i = 0; i <= names.size(); i++) {
			int up = names.size() - i;
			out.append("<li><a href=\"").append((up > 0) ? "../".repeat(up) : "./").append(this.query).append('"');
			out.append((up > 0) ? ">" : " aria-current=\"page\">").append("<bdi>");
			Html.escape(out, (i == 0) ? this.place.top() : names.get(i - 1));
			out.append("</bdi></a></li>\n");
		}
		out.append("</ol>\n</nav>\n");
	}

	private void table(StringBuilder out, Listing listing, boolean withParent) {
		long directories = listing.directories();
		long files = listing.entries().size() - directories;
		out.append("<table>\n<caption>").append(counted(directories, "folder")).append(", ");
		out.append(counted(files, "file"));
		if (files > 0) {
			out.append(", ").append(FileSizes.format(listing.bytes()));
		}
		out.append("</caption>\n<thead>\n<tr>");
		header(out, SortKey.NAME, "Name");
		header(out, SortKey.SIZE, "Size");
		header(out, SortKey.TIME, "Modified <small>(UTC)</small>");
		out.append("</tr>\n</thead>\n<tbody>\n");
		if (withParent) {
			out.append("<tr><th scope=\"row\"><a href=\"../").append(this.query).append("\">");
			icon(out, "up");
			out.append("<span>Parent folder</span></a></th><td></td><td></td></tr>\n");
		}
		if (listing.entries().isEmpty()) {
			out.append("<tr class=\"empty\"><td colspan=\"3\">This folder is empty.</td></tr>\n");
		}
	}

	/**
	 * A header leads to the other direction if it is in use, otherwise to what is most
	 * wanted: names from A, the largest and the newest first.
	 */
	private void header(StringBuilder out, SortKey key, String label) {
		boolean active = this.order.key() == key;
		boolean descending = active ? !this.order.descending() : key != SortKey.NAME;
		out.append("<th scope=\"col\"");
		if (active) {
			out.append(" aria-sort=\"").append(this.order.descending() ? "descending" : "ascending").append('"');
		}
		out.append("><a href=\"./").append(new ListingOrder(key, descending).query().replace("&", "&amp;"));
		out.append("\">").append(label);
		if (active) {
			out.append(" <span aria-hidden=\"true\">")
				.append(this.order.descending() ? '\u2193' : '\u2191')
				.append("</span>");
		}
		out.append("</a></th>");
	}

	@Override
	public void entry(StringBuilder out, DirectoryEntry entry, boolean first) {
		// ./ keeps a name from being taken for a scheme, a query or nothing at all
		out.append("<tr><th scope=\"row\"><a href=\"./");
		Html.escape(out, PathDecoder.encodeName(entry.name()));
		if (entry.isDirectory()) {
			out.append('/').append(this.query);
		}
		out.append("\">");
		icon(out, EntryKind.of(entry).id());
		out.append("<bdi>");
		Html.escape(out, entry.name());
		out.append(entry.isDirectory() ? "</bdi>/</a></th><td>" : "</bdi></a></th><td>");
		if (!entry.isDirectory()) {
			out.append("<data value=\"")
				.append(entry.size())
				.append("\">")
				.append(FileSizes.format(entry.size()))
				.append("</data>");
		}
		Instant modified = Instant.ofEpochSecond(Math.floorDiv(entry.modified(), 1000L));
		out.append("</td><td><time datetime=\"").append(modified).append("\">");
		MINUTES.formatTo(modified, out);
		out.append("</time></td></tr>\n");
	}

	private static void icon(StringBuilder out, String id) {
		out.append("<svg aria-hidden=\"true\"><use href=\"#").append(id).append("\"/></svg>");
	}

	@Override
	public void end(StringBuilder out) {
		out.append("</tbody>\n</table>\n</main>\n</body>\n</html>\n");
	}

	private static String counted(long number, String noun) {
		return FileSizes.grouped(number) + " " + noun + ((number == 1) ? "" : "s");
	}

}
