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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in Markdown. All columns but the first are aligned to the right.
 */
final class MarkdownTable {

	private final List<List<String>> rows = new ArrayList<>();

	private final int columns;

	MarkdownTable(List<String> header) {
		this.columns = header.size();
		this.rows.add(header);
	}

	/**
	 * Add a row.
	 * @param cells as many as the header has
	 * @return this
	 */
	MarkdownTable row(List<String> cells) {
		if (cells.size() != this.columns) {
			throw new IllegalArgumentException("A row of " + this.columns + " cells cannot be " + cells);
		}
		this.rows.add(cells);
		return this;
	}

	/**
	 * Return the table, with a blank line after it.
	 * @return the text
	 */
	String render() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			text.append(this.rows.get(i)
				.stream()
				.map((cell) -> cell.replace("|", "\\|"))
				.collect(Collectors.joining(" | ", "| ", " |\n")));
			if (i == 0) {
				text.append("|---").append("|---:".repeat(this.columns - 1)).append("|\n");
			}
		}
		return text.append('\n').toString();
	}

}
