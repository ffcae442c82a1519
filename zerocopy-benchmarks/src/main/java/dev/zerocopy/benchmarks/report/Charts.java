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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.Spread;
import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * Draws plots as SVG.
 */
final class Charts {

	/** Told apart with most kinds of colour blindness (Okabe and Ito). */
	private static final Color[] COLORS = { new Color(0xD55E00), new Color(0xE69F00), new Color(0x009E73),
			new Color(0x0072B2), new Color(0x56B4E9), new Color(0xCC79A7), new Color(0x999999) };

	private final Path directory;

	Charts(Path directory) {
		this.directory = directory;
	}

	/**
	 * Draw the cost of every scenario that stands alone, a plot for each, and a plot for
	 * each axis.
	 * @param result the result of a suite
	 * @return title to file name
	 */
	Map<String, String> draw(SuiteResult result) {
		Map<String, String> files = new LinkedHashMap<>();
		Map<String, List<Scenario>> series = new LinkedHashMap<>();
		for (Scenario scenario : result.scenarios()) {
			Scenario.Axis axis = scenario.axis();
			if (axis != null) {
				series.computeIfAbsent(axis.label(), (label) -> new ArrayList<>()).add(scenario);
			}
			else {
				List<PeerSummary> peers = PeerSummary.of(result, scenario);
				if (!peers.isEmpty()) {
					String name = result.suite() + "-" + scenario.id();
					files.put(scenario.title(), save(name, costs(scenario, peers)));
				}
			}
		}
		series.forEach((label, scenarios) -> files.put("By " + label,
				save(result.suite() + "-by-" + label.replace(' ', '-'), lines(result, label, scenarios))));
		return files;
	}

	private static CategoryChart costs(Scenario scenario, List<PeerSummary> peers) {
		CategoryChart chart = new CategoryChartBuilder().width(720)
			.height(320)
			.title(scenario.title())
			.yAxisTitle(scenario.unit().label() + " (less is better)")
			.build();
		style(chart.getStyler());
		chart.getStyler().setOverlapped(true).setAvailableSpaceFill(0.6).setLegendVisible(false);
		List<String> names = peers.stream().map(PeerSummary::peer).toList();
		for (int i = 0; i < peers.size(); i++) {
			Spread cost = peers.get(i).cost();
			List<Double> values = new ArrayList<>();
			List<Double> errors = new ArrayList<>();
			for (int j = 0; j < peers.size(); j++) {
				values.add((i == j) ? cost.median() : 0);
				errors.add((i == j) ? (cost.max() - cost.min()) / 2 : 0);
			}
			CategorySeries series = chart.addSeries(names.get(i), names, values, errors);
			series.setFillColor(color(names.get(i), i));
			series.setLineColor(Color.DARK_GRAY);
		}
		return chart;
	}

	private static XYChart lines(SuiteResult result, String label, List<Scenario> scenarios) {
		CostUnit unit = scenarios.get(0).unit();
		XYChart chart = new XYChartBuilder().width(720)
			.height(400)
			.title("By " + label)
			.xAxisTitle(label)
			.yAxisTitle(unit.label() + " (less is better)")
			.build();
		style(chart.getStyler());
		chart.getStyler().setXAxisLogarithmic(true);
		chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
		if (unit == CostUnit.GIGABYTE) {
			chart.getStyler().setYAxisLogarithmic(true);
		}
		else {
			chart.getStyler().setYAxisMin(0.0);
		}
		Set<String> peers = new LinkedHashSet<>();
		scenarios.forEach((scenario) -> PeerSummary.of(result, scenario).forEach((peer) -> peers.add(peer.peer())));
		int index = 0;
		for (String peer : peers) {
			List<Double> x = new ArrayList<>();
			List<Double> y = new ArrayList<>();
			for (Scenario scenario : scenarios) {
				PeerSummary.of(result, scenario)
					.stream()
					.filter((summary) -> summary.peer().equals(peer))
					.forEach((summary) -> {
						x.add(Objects.requireNonNull(scenario.axis()).value());
						y.add(summary.cost().median());
					});
			}
			XYSeries series = chart.addSeries(peer, x, y);
			series.setMarker(SeriesMarkers.CIRCLE);
			series.setMarkerColor(color(peer, index));
			series.setLineColor(color(peer, index));
			series.setLineStyle(new BasicStroke(2));
			index++;
		}
		return chart;
	}

	private static Color color(String peer, int index) {
		return switch (peer) {
			case "zerocopy" -> COLORS[0];
			case "zerocopy (netty engine)" -> COLORS[1];
			case "nginx", "nginx stream" -> COLORS[2];
			case "Spring WebFlux", "C splice loop" -> COLORS[3];
			case "Spring MVC, Tomcat", "HAProxy" -> COLORS[4];
			case "Vert.x", "Go io.Copy" -> COLORS[5];
			default -> COLORS[(index < COLORS.length) ? COLORS.length - 1 : 0];
		};
	}

	private static void style(AxesChartStyler styler) {
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setPlotBorderVisible(false);
		styler.setChartTitleBoxVisible(false);
		styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
		styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
		styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
		styler.setLegendBorderColor(Color.WHITE);
		styler.setPlotGridVerticalLinesVisible(false);
	}

	private String save(String name, Chart<?, ?> chart) {
		String file = name + ".svg";
		try {
			Files.createDirectories(this.directory);
			VectorGraphicsEncoder.saveVectorGraphic(chart, this.directory.resolve(file).toString(),
					VectorGraphicsFormat.SVG);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
