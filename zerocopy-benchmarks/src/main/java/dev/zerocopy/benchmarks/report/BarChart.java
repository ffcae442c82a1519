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

import java.util.List;

import dev.zerocopy.benchmarks.measure.Spread;
import dev.zerocopy.benchmarks.report.Svg.Anchor;

/**
 * A bar for each peer, from left to right, with a thin line from the smallest to the
 * largest round.
 */
final class BarChart {

	private static final int WIDTH = 720;

	private static final int LEFT = 190;

	private static final int RIGHT = 90;

	private static final int TOP = 58;

	private static final int ROW = 28;

	private BarChart() {
	}

	static String draw(String title, String unit, List<PeerSummary> peers) {
		Svg svg = new Svg(WIDTH, TOP + ROW * peers.size() + 14).title(16, 24, title)
			.text(16, 44, Anchor.START, unit + ", less is better");
		double largest = peers.stream()
			.mapToDouble((peer) -> peer.cost().max())
			.filter(Double::isFinite)
			.max()
			.orElse(1);
		double scale = (WIDTH - LEFT - RIGHT) / ((largest > 0) ? largest : 1);
		double y = TOP;
		for (PeerSummary peer : peers) {
			Spread cost = peer.cost();
			double middle = y + ROW / 2.0;
			svg.text(LEFT - 10, middle + 4, Anchor.END, peer.peer());
			if (Double.isFinite(cost.max())) {
				svg.rectangle(LEFT, y + 4, cost.median() * scale, ROW - 8, PeerColors.of(peer.peer()))
					.line(LEFT + cost.min() * scale, middle, LEFT + cost.max() * scale, middle, Svg.INK, 1.5)
					.text(LEFT + cost.max() * scale + 8, middle + 4, Anchor.START, Numbers.format(cost.median()));
			}
			y += ROW;
		}
		return svg.line(LEFT, TOP, LEFT, y, Svg.INK, 1).render();
	}

}
