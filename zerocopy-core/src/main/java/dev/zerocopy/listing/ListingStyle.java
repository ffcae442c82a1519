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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How the page looks. Everything is in the page itself, and its policy lets a browser
 * load and run nothing else.
 */
final class ListingStyle {

	static final String CSS = """

			:root { color-scheme: light dark; --page: #f5f6f8; --card: #ffffff; --text: #1c2128; --muted: #59636e;
				--line: #e1e5ea; --hover: #f0f5fc; --link: #0a58ca; --note: #fff4d6;
				--folder: #a86a00; --image: #0f7b53; --video: #b4236f; --audio: #7a3fc0; --archive: #8a5a2b;
				--text-file: #4a5a70; --code: #0b6e99; }
			@media (prefers-color-scheme: dark) {
				:root { --page: #0d1117; --card: #151b23; --text: #e6edf3; --muted: #9aa6b2; --line: #2a323c;
					--hover: #1d2733; --link: #79b8ff; --note: #3b2f10;
					--folder: #e3b341; --image: #56d39b; --video: #f58ac0; --audio: #c3a2f7; --archive: #d9a66f;
					--text-file: #a9b7c8; --code: #67c5ec; }
			}
			* { box-sizing: border-box; }
			body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 3rem; background: var(--page);
				color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
				"Noto Sans", "Liberation Sans", Arial, sans-serif; overflow-wrap: anywhere; }
			a { color: inherit; text-decoration: none; }
			a:focus-visible, main:focus-visible { outline: 2px solid var(--link); outline-offset: 2px;
				border-radius: 4px; }
			main:focus { outline-offset: 6px; }
			.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card);
				color: var(--link); z-index: 2; }
			.skip:focus { top: .5rem; }
			.icons { position: absolute; width: 0; height: 0; }
			nav ol { display: flex; flex-wrap: wrap; margin: 0; padding: 0; list-style: none; color: var(--muted); }
			nav li + li::before { content: "/"; margin: 0 .5rem; opacity: .6; }
			nav a { color: var(--link); }
			nav a:hover, th[scope=row] a:hover { text-decoration: underline; }
			nav a[aria-current] { color: var(--muted); }
			h1 { margin: .25rem 0 1.25rem; font-size: 1.75rem; line-height: 1.25; font-weight: 650; }
			.note { margin: 0 0 1rem; padding: .75rem 1rem; background: var(--note); border-radius: 8px; }
			table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--card);
				border: 1px solid var(--line); border-radius: 10px; }
			caption { padding: 0 0 .625rem; text-align: start; color: var(--muted); font-size: .875rem; }
			th, td { padding: .5rem 1rem; border-top: 1px solid var(--line); text-align: start; font-weight: 400;
				vertical-align: top; line-height: 1.5rem; }
			thead th { position: sticky; top: 0; padding: 0; border-top: 0; background: var(--card);
				border-bottom: 1px solid var(--line); border-radius: 10px 10px 0 0; z-index: 1; }
			tbody tr:first-child > * { border-top: 0; }
			thead a { display: block; padding: .625rem 1rem; color: var(--muted); font-size: .875rem;
				font-weight: 600; white-space: nowrap; }
			thead a:hover, thead [aria-sort] a { color: var(--text); }
			thead small { font-weight: 400; }
			td { color: var(--muted); font-size: .875rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
			th:nth-child(2), td:nth-child(2) { text-align: end; width: 1%; }
			th:nth-child(3), td:nth-child(3) { width: 1%; }
			tbody tr:hover { background: var(--hover); }
			tbody tr:last-child:hover > :first-child { border-radius: 0 0 0 9px; }
			th[scope=row] a { display: flex; align-items: flex-start; gap: .75rem; }
			th[scope=row] bdi { unicode-bidi: isolate; margin-inline-end: -.75rem; }
			.empty td { padding: 2.5rem 1rem; text-align: center; width: auto; white-space: normal; }
			svg { flex: none; width: 1.25rem; height: 1.25rem; margin-top: .125rem; fill: none; stroke: currentColor;
				stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
			#folder { color: var(--folder); fill: currentColor; fill-opacity: .22; }
			#image { color: var(--image); }
			#video { color: var(--video); }
			#audio { color: var(--audio); }
			#archive { color: var(--archive); }
			#text { color: var(--text-file); }
			#code { color: var(--code); }
			#file, #up { color: var(--muted); }
			@media (max-width: 40rem) {
				body { padding: 1rem .75rem 2rem; }
				h1 { font-size: 1.375rem; }
				th, td { padding: .625rem .5rem; }
				thead a { padding: .625rem .5rem; }
				thead small { display: none; }
				th[scope=row] a { gap: .5rem; }
				th[scope=row] bdi { margin-inline-end: -.5rem; }
				td { font-size: .8125rem; }
				time span { display: none; }
			}
			@media print {
				body { max-width: none; padding: 0; }
				thead th { position: static; }
			}
			""";

	static final String ICONS = """
			<svg class="icons" aria-hidden="true">
			<symbol id="folder" viewBox="0 0 20 20">
			<path d="M2.5 5.5a1.5 1.5 0 0 1 1.5-1.5h3.6l2 2H16a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5z"/></symbol>
			<symbol id="file" viewBox="0 0 20 20">
			<path d="M11.5 2.5h-6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-10zv4h4"/></symbol>
			<symbol id="text" viewBox="0 0 20 20">
			<path d="M11.5 2.5h-6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-10zv4h4M7.5 10h5M7.5 12.5h5M7.5 15h3"/></symbol>
			<symbol id="code" viewBox="0 0 20 20">
			<path d="M11.5 2.5h-6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-10zv4h4M8.5 10.5l-1.5 1.75 1.5 1.75M11.5 10.5l1.5 1.75-1.5 1.75"/></symbol>
			<symbol id="image" viewBox="0 0 20 20">
			<path d="M4 3.5h12A1.5 1.5 0 0 1 17.5 5v10a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V5A1.5 1.5 0 0 1 4 3.5zM3 14.5l4-4 3.5 3.5 2.5-2.5 4 4"/><circle cx="13.5" cy="7.5" r="1.25"/></symbol>
			<symbol id="video" viewBox="0 0 20 20">
			<path d="M4 3.5h12A1.5 1.5 0 0 1 17.5 5v10a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V5A1.5 1.5 0 0 1 4 3.5zM8.25 7.25v5.5l4.5-2.75z"/></symbol>
			<symbol id="audio" viewBox="0 0 20 20">
			<path d="M7.5 14.5V5l8-1.5v9.5"/><circle cx="5.5" cy="14.5" r="2"/><circle cx="13.5" cy="13" r="2"/></symbol>
			<symbol id="archive" viewBox="0 0 20 20">
			<path d="M3 3.5h14v3.5H3zM4 7v8.5a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7M8 10.5h4"/></symbol>
			<symbol id="up" viewBox="0 0 20 20">
			<path d="M10 16V4.5M5.5 9L10 4.5 14.5 9"/></symbol>
			</svg>
			""";

	/**
	 * The style is allowed by its hash; nothing else is, and no other site may frame the
	 * page.
	 */
	static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(CSS)
			+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

	private ListingStyle() {
	}

	private static String sha256(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
