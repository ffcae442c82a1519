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
import java.util.Locale;

import dev.zerocopy.benchmarks.report.Svg.Anchor;

/**
 * A line for each peer over an axis that grows by factors of ten. The other axis does so
 * too if values differ by more than a factor of twenty.
 */
final class LineChart {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 400;

	private static final int LEFT = 70;

	private static final int RIGHT = 200;

	private static final int TOP = 64;

	private static final int BOTTOM = 52;

	private static final double STEEP = 20;

	private static final int GRID_LINES = 5;

	private final Scale x;

	private final Scale y;

	private LineChart(List<Line> lines) {
		List<Point> points = lines.stream().flatMap((line) -> line.points().stream()).toList();
		double left = points.stream().mapToDouble(Point::x).min().orElse(1);
		double right = points.stream().mapToDouble(Point::x).max().orElse(10);
		double low = points.stream().mapToDouble(Point::y).filter((value) -> value > 0).min().orElse(1);
		double high = points.stream().mapToDouble(Point::y).max().orElse(10);
		this.x = new Scale(true, left, Math.max(right, left * 10), LEFT, WIDTH - RIGHT);
		boolean steep = high / low > STEEP;
		this.y = new Scale(steep, steep ? Math.pow(10, Math.floor(Math.log10(low))) : 0,
				steep ? Math.pow(10, Math.ceil(Math.log10(high))) : high * 1.1, HEIGHT - BOTTOM, TOP);
	}

	static String draw(String title, String unit, String axis, List<Line> lines) {
		Svg svg = new Svg(WIDTH, HEIGHT).title(16, 24, title)
			.text(16, 44, Anchor.START, unit + ", less is better")
			.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, Anchor.MIDDLE, axis);
		new LineChart(lines).draw(svg, lines);
		return svg.render();
	}

	private void draw(Svg svg, List<Line> lines) {
		for (double tick : this.y.ticks()) {
			svg.line(LEFT, this.y.place(tick), WIDTH - RIGHT, this.y.place(tick), Svg.FAINT, 1)
				.text(LEFT - 8, this.y.place(tick) + 4, Anchor.END, Numbers.format(tick));
		}
		for (double tick : this.x.ticks()) {
			svg.line(this.x.place(tick), HEIGHT - BOTTOM, this.x.place(tick), HEIGHT - BOTTOM + 5, Svg.INK, 1)
				.text(this.x.place(tick), HEIGHT - BOTTOM + 20, Anchor.MIDDLE, power(tick));
		}
		double legend = TOP + 10;
		for (Line line : lines) {
			String color = PeerColors.of(line.peer());
			Point before = null;
			for (Point point : line.points()) {
				if (before != null) {
					svg.line(this.x.place(before.x()), this.y.place(before.y()), this.x.place(point.x()),
							this.y.place(point.y()), color, 2);
				}
				svg.dot(this.x.place(point.x()), this.y.place(point.y()), color);
				before = point;
			}
			svg.dot(WIDTH - RIGHT + 20, legend, color).text(WIDTH - RIGHT + 32, legend + 4, Anchor.START, line.peer());
			legend += 24;
		}
	}

	private static String power(double value) {
		int exponent = (int) Math.round(Math.log10(value));
		return (exponent <= 3) ? String.format(Locale.ROOT, "%.0f", value) : "10" + superscript(exponent);
	}

	private static String superscript(int number) {
		StringBuilder text = new StringBuilder();
		for (char digit : Integer.toString(number).toCharArray()) {
			text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
		}
		return text.toString();
	}

	/**
	 * What one peer did.
	 *
	 * @param peer the name of the peer
	 * @param points from left to right
	 */
	record Line(String peer, List<Point> points) {

	}

	/**
	 * A point.
	 *
	 * @param x how large it was
	 * @param y what it cost
	 */
	record Point(double x, double y) {

	}

	/**
	 * Where values are drawn.
	 */
	private record Scale(boolean logarithmic, double low, double high, double from, double to) {

		double place(double value) {
			double share = this.logarithmic
					? Math.log(Math.max(value, this.low) / this.low) / Math.log(this.high / this.low)
					: (value - this.low) / (this.high - this.low);
			return this.from + share * (this.to - this.from);
		}

		List<Double> ticks() {
			List<Double> ticks = new ArrayList<>();
			if (this.logarithmic) {
				for (double tick = Math.pow(10, Math.ceil(Math.log10(this.low) - 1e-9)); tick <= this.high
						* 1.0001; tick *= 10) {
					ticks.add(tick);
				}
				return ticks;
			}
			double step = niceStep(this.high / GRID_LINES);
			for (double tick = 0; tick <= this.high; tick += step) {
				ticks.add(tick);
			}
			return ticks;
		}

		private static double niceStep(double rough) {
			double power = Math.pow(10, Math.floor(Math.log10(rough)));
			double share = rough / power;
			return power * ((share <= 1) ? 1 : (share <= 2) ? 2 : (share <= 5) ? 5 : 10);
		}

	}

}
