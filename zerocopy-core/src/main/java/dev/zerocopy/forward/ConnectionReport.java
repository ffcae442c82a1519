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

package dev.zerocopy.forward;

import java.net.SocketAddress;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;

/**
 * What became of a connection.
 *
 * @param route the route
 * @param client the address of the client, {@code null} for an unnamed unix socket; the
 * one a trusted proxy has told where there is one
 * @param upstream the upstream in use or tried last, {@code null} if none was
 * @param duration from accept to close
 * @param connectDuration from accept to the established upstream connection, {@code null}
 * if there was none
 * @param attempts attempts to connect
 * @param toUpstream bytes delivered to the upstream
 * @param toClient bytes delivered to the client
 * @param reason why it ended
 */
public record ConnectionReport(String route, @Nullable SocketAddress client, @Nullable SocketAddress upstream,
		Duration duration, @Nullable Duration connectDuration, int attempts, ByteCounts toUpstream, ByteCounts toClient,
		CloseReason reason) {

}
