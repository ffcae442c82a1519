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

package dev.zerocopy.web.reactive;

import io.netty.channel.EventLoop;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.web.server.ServerWebExchange;

/**
 * Brings requests back to their event loop after a look at the disk, so that the
 * application's filters never run on, and never block, the file threads.
 */
final class EventLoops {

	private EventLoops() {
	}

	/**
	 * Return a scheduler for the event loop of the exchange's connection.
	 * @param exchange the current exchange
	 * @return the scheduler, or one for parallel work where there is no event loop
	 */
	static Scheduler scheduler(ServerWebExchange exchange) {
		HttpServerResponse response = NativeResponses.find(exchange.getResponse());
		if (response == null) {
			return Schedulers.parallel();
		}
		EventLoop loop = NativeResponses.channel(response).eventLoop();
		// not as the executor service it is, which Reactor would tell to interrupt
		return Schedulers.fromExecutor(loop::execute);
	}

}
