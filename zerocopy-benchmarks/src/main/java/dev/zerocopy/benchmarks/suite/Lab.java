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

package dev.zerocopy.benchmarks.suite;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads;
import dev.zerocopy.benchmarks.measure.Absence;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.measure.Measurement;
import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.measure.ProcessTree;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.SuiteResult;
import dev.zerocopy.benchmarks.process.CommandFailedException;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.Workbench;

/**
 * Starts peers, puts them under load in interleaved rounds, and keeps what was found.
 */
public final class Lab {

	private static final Duration SHORT_WARM_UP = Duration.ofSeconds(1);

	private final Workbench workbench;

	private final Settings settings;

	private final Consumer<String> progress;

	private final List<Scenario> scenarios = new ArrayList<>();

	private final List<Measurement> measurements = new ArrayList<>();

	private final List<Absence> absences = new ArrayList<>();

	private final List<MicroScore> scores = new ArrayList<>();

	/**
	 * Create a lab.
	 * @param workbench where servers run
	 * @param settings how long and how often to measure
	 * @param progress is told what goes on
	 */
	public Lab(Workbench workbench, Settings settings, Consumer<String> progress) {
		this.workbench = workbench;
		this.settings = settings;
		this.progress = progress;
	}

	public Workbench workbench() {
		return this.workbench;
	}

	public Settings settings() {
		return this.settings;
	}

	public Loads loads() {
		return new Loads(this.workbench);
	}

	/**
	 * Return what was found.
	 * @param suite what was run
	 * @param machine what it ran on
	 * @return everything that is saved
	 */
	public SuiteResult result(Suite suite, Map<String, String> machine) {
		return new SuiteResult(suite.name(), suite.title(), machine, this.settings.describe(), this.scenarios,
				this.measurements, this.absences, this.scores, this.workbench.log().commands(),
				this.workbench.log().files());
	}

	/**
	 * Run a suite. If it fails, as on a full disk, what is left of it is noted as absent.
	 * @param suite the suite
	 */
	public void run(Suite suite) {
		try {
			suite.run(this);
		}
		catch (CommandFailedException | UncheckedIOException ex) {
			absent("The rest of this suite", oneLine(ex));
		}
	}

	/**
	 * Keep what a micro-benchmark found.
	 * @param score the score
	 */
	public void add(MicroScore score) {
		this.scores.add(score);
	}

	/**
	 * Tell what goes on.
	 * @param what a few words
	 */
	public void say(String what) {
		this.progress.accept(what);
	}

	/**
	 * Note that something is not measured.
	 * @param what a peer or a scenario
	 * @param why the cause
	 */
	public void absent(String what, String why) {
		Absence absence = new Absence(what, why);
		if (!this.absences.contains(absence)) {
			this.absences.add(absence);
			this.progress.accept("not measured: " + what + ": " + why);
		}
	}

	/**
	 * Start every peer that can be; the others are noted as absent.
	 * @param peers the peers
	 * @param target what they work on
	 * @param warmUp the first load they are put under
	 * @param <T> the type of the target
	 * @return those that run, to be closed by {@link #stop(List)}
	 */
	public <T> List<Contestant> start(List<? extends Peer<T>> peers, T target, LoadGenerator warmUp) {
		List<Contestant> contestants = new ArrayList<>();
		for (Peer<T> peer : peers) {
			String missing = peer.missing();
			if (missing != null) {
				absent(peer.name(), missing);
				continue;
			}
			RunningServer server = null;
			try {
				int port = this.workbench.freePort();
				this.progress.accept("starting " + peer.name());
				server = this.workbench.startServer(peer.name(), peer.command(this.workbench, port, target), port);
				if (peer.needsWarmUp()) {
					this.workbench.onAllProcessors(server, () -> warmUp.run(port, this.settings.firstWarmUp()));
				}
				else if (!this.settings.quick()) {
					warmUp.run(port, SHORT_WARM_UP);
				}
				contestants.add(new Contestant(peer.name(), server, peer.needsWarmUp()));
			}
			catch (CommandFailedException | IllegalArgumentException ex) {
				close(server);
				absent(peer.name(), oneLine(ex));
			}
		}
		return contestants;
	}

	/**
	 * Stop peers, all at the same time.
	 * @param contestants those to stop
	 */
	public void stop(List<Contestant> contestants) {
		contestants.parallelStream().forEach((contestant) -> close(contestant.server()));
	}

	/**
	 * Measure one scenario: warm every peer up, then all of them in every round, each
	 * round beginning with another.
	 * @param scenario the scenario
	 * @param contestants the peers
	 * @param generator the load
	 * @param effort how many rounds
	 */
	public void measure(Scenario scenario, List<Contestant> contestants, LoadGenerator generator, Effort effort) {
		this.progress.accept(scenario.title());
		if (!this.scenarios.contains(scenario)) {
			this.scenarios.add(scenario);
		}
		List<Contestant> order = new ArrayList<>(contestants);
		if (!this.settings.quick()) {
			order.removeIf((contestant) -> !attempt(scenario, contestant,
					() -> warmUp(scenario, contestant, generator, effort)));
			if (effort.hasTrialRound()) {
				tryOut(scenario, order, generator);
			}
		}
		for (int round = 1; round <= effort.rounds(this.settings.rounds()); round++) {
			int number = round;
			order.removeIf((contestant) -> !attempt(scenario, contestant,
					() -> record(scenario, contestant, number, generator)));
			Collections.rotate(order, -1);
		}
	}

	/**
	 * Compile what only runs after a pause, such as another look at a file: the warm-up
	 * of one peer is the pause of another.
	 */
	private void tryOut(Scenario scenario, List<Contestant> contestants, LoadGenerator generator) {
		contestants.removeIf((contestant) -> contestant.needsWarmUp() && !attempt(scenario, contestant,
				() -> generator.run(contestant.server().port(), this.settings.duration())));
	}

	private void warmUp(Scenario scenario, Contestant contestant, LoadGenerator generator, Effort effort) {
		if (!contestant.needsWarmUp()) {
			generator.run(contestant.server().port(), SHORT_WARM_UP);
			return;
		}
		this.workbench.onAllProcessors(contestant.server(), () -> {
			Warmth warmth = new Warmth(effort.stepsWithoutGain());
			for (int step = 0; step < effort.warmUpSteps() && !warmth.isReached(); step++) {
				warmth.add(scenario.unit().cost(measurement(scenario, contestant, 0, generator)));
			}
		});
	}

	/**
	 * Keep a measurement that was made elsewhere.
	 * @param scenario its scenario
	 * @param measurement the measurement
	 */
	public void add(Scenario scenario, Measurement measurement) {
		if (!this.scenarios.contains(scenario)) {
			this.scenarios.add(scenario);
		}
		this.measurements.add(measurement);
	}

	private void record(Scenario scenario, Contestant contestant, int round, LoadGenerator generator) {
		Measurement measurement = measurement(scenario, contestant, round, generator);
		Load load = measurement.load();
		if (load.requests() == 0 && load.bytes() == 0) {
			throw new IllegalArgumentException("not a single answer, " + load.errors() + " errors");
		}
		this.measurements.add(measurement);
	}

	private Measurement measurement(Scenario scenario, Contestant contestant, int round, LoadGenerator generator) {
		ProcessTree tree = contestant.server().tree();
		double before = tree.cpuSeconds();
		Load load = generator.run(contestant.server().port(), this.settings.duration());
		double cpu = tree.cpuSeconds() - before;
		return new Measurement(scenario.id(), contestant.name(), round, load, cpu, tree.residentBytes());
	}

	private boolean attempt(Scenario scenario, Contestant contestant, Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (CommandFailedException | IllegalArgumentException ex) {
			absent(contestant.name() + ", " + scenario.title(), oneLine(ex));
			return false;
		}
	}

	private static void close(@Nullable RunningServer server) {
		if (server != null) {
			server.close();
		}
	}

	private static String oneLine(RuntimeException ex) {
		String message = String.valueOf(ex.getMessage()).replaceAll("\\s+", " ");
		return (message.length() > 300) ? message.substring(0, 300) + "…" : message;
	}

}
