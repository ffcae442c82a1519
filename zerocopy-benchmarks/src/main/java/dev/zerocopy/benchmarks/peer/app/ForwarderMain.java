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

package dev.zerocopy.benchmarks.peer.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.zerocopy.forward.ForwarderSettings;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.upstream.HostResolver;

/**
 * The forwarder by itself, with the settings that properties have by default.
 */
public final class ForwarderMain {

	private ForwarderMain() {
	}

	/**
	 * Run the forwarder.
	 * @param args port, port of the upstream, number of event loops
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws InterruptedException {
		RouteSpec route = RouteSpec.route("route")
			.listen("127.0.0.1:" + args[0])
			.upstream("127.0.0.1:" + args[1])
			.build();
		ForwarderSettings settings = new ForwarderSettings(Integer.parseInt(args[2]), Duration.ZERO, true,
				HostResolver.SYSTEM);
		TcpForwarder forwarder = new TcpForwarder(settings, List.of(route));
		forwarder.start();
		System.out.println(forwarder.state());
		new CountDownLatch(1).await();
	}

}
