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

package dev.zerocopy.benchmarks.report;

import java.util.Locale;

/**
 * A drawing on a white ground. Coordinates are pixels from the upper left corner. Text
 * stays text, so that files are small and differences between them readable.
 */
final class Svg {

	static final String INK = "#24292f";

	static final String FAINT = "#d0d7de";

	private final StringBuilder text = new StringBuilder();

	Svg(int width, int height) {
		this.text.append("""
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
				font-family="system-ui, sans-serif" font-size="13">
				<rect width="%1$d" height="%2$d" fill="#ffffff"/>
				""".formatted(width, height));
	}

	Svg title(double x, double y, String title) {
		return element("<text x=\"%.1f\" y=\"%.1f\" font-size=\"15\" font-weight=\"600\" fill=\"%s\">%s</text>", x, y,
				INK, escape(title));
	}

	Svg text(double x, double y, Anchor anchor, String content) {
		return element("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y,
				anchor.name().toLowerCase(Locale.ROOT), INK, escape(content));
	}

	Svg rectangle(double x, double y, double width, double height, String color) {
		return element("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height,
				color);
	}

	Svg line(double x1, double y1, double x2, double y2, String color, double width) {
		return element("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>", x1, y1, x2, y2, color,
				width);
	}

	Svg dot(double x, double y, String color) {
		return element("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, color);
	}

	private Svg element(String format, Object... values) {
		this.text.append(String.format(Locale.ROOT, format, values)).append('\n');
		return this;
	}

	String render() {
		return this.text + "</svg>\n";
	}

	private static String escape(String content) {
		return content.replace("&", "&amp;").replace("<", "&lt;");
	}

	/**
	 * Which end of a text is at its place.
	 */
	enum Anchor {

		START, MIDDLE, END

	}

}
