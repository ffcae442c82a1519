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

/**
 * An open connection at some instant.
 *
 * @param client the address of the client, {@code null} for an unnamed unix socket
 * @param upstream the upstream, {@code null} before one is chosen
 * @param age the time since it was accepted
 * @param relaying whether both sides are connected
 * @param toUpstream bytes delivered to the upstream so far
 * @param toClient bytes delivered to the client so far
 */
public record ConnectionState(@Nullable SocketAddress client, @Nullable SocketAddress upstream, Duration age,
		boolean relaying, ByteCounts toUpstream, ByteCounts toClient) {

}
