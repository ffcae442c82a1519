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

/**
 * The color of a peer, the same in all plots. They can be told apart with most kinds of
 * colour blindness (Okabe and Ito).
 */
final class PeerColors {

	private PeerColors() {
	}

	static String of(String peer) {
		return switch (peer) {
			case "zerocopy" -> "#d55e00";
			case "zerocopy (netty engine)" -> "#e69f00";
			case "nginx", "nginx stream" -> "#009e73";
			case "Spring WebFlux", "C splice loop" -> "#0072b2";
			case "Spring MVC, Tomcat", "HAProxy" -> "#56b4e9";
			case "HAProxy, 1 MiB pipes" -> "#f0e442";
			case "nginx stream, 256 KiB" -> "#000000";
			case "Vert.x", "Go io.Copy" -> "#cc79a7";
			default -> "#8c959f";
		};
	}

}
