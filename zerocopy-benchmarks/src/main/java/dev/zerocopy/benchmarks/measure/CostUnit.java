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

package dev.zerocopy.benchmarks.measure;

/**
 * What the processor time of a scenario is divided by.
 */
public enum CostUnit {

	/** A request: many small answers. */
	REQUEST("CPU µs/request"),

	/** A gigabyte (10⁹ bytes): few large ones. */
	GIGABYTE("CPU s/GB"),

	/** A connection that is open and idle: memory instead of processor time. */
	IDLE_CONNECTION("KiB/connection"),

	/** A start: time until the first answer. */
	START("ms to the first answer");

	private final String label;

	CostUnit(String label) {
		this.label = label;
	}

	/**
	 * Return the unit as tables and plots name it.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return the cost of a measurement.
	 * @param measurement the measurement
	 * @return the cost in this unit
	 */
	public double cost(Measurement measurement) {
		return switch (this) {
			case REQUEST -> measurement.cpuMicrosPerRequest();
			case GIGABYTE -> measurement.cpuSecondsPerGigabyte();
			case IDLE_CONNECTION -> measurement.residentBytes() / 1024.0 / measurement.load().requests();
			case START -> measurement.load().micros() / 1e3;
		};
	}

	/**
	 * Return whether it is a load that lasts, with a throughput and latencies.
	 * @return whether it is
	 */
	public boolean isLoad() {
		return this == REQUEST || this == GIGABYTE;
	}

	/**
	 * Return the throughput of a measurement.
	 * @param measurement the measurement
	 * @return requests or gigabytes a second
	 */
	public double throughput(Measurement measurement) {
		return (this == GIGABYTE) ? measurement.load().gigabytesPerSecond() : measurement.load().requestsPerSecond();
	}

	/**
	 * Return the unit of the throughput.
	 * @return the label
	 */
	public String throughputLabel() {
		return (this == GIGABYTE) ? "GB/s" : "requests/s";
	}

}
