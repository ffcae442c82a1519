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

package dev.zerocopy.forward.relay;

import java.time.Duration;
import java.util.Objects;

/**
 * How one connection is relayed.
 *
 * @param transfer how the bytes move
 * @param idleTimeout reset both sides after no byte moved for this long; zero for never
 * @param halfCloseTimeout the same once one side has finished; zero to keep the idle
 * timeout
 * @param toUpstream the meter of the route for bytes to the upstream
 * @param toClient the meter of the route for bytes to the client
 */
public record RelaySettings(TransferMode transfer, Duration idleTimeout, Duration halfCloseTimeout,
		ByteMeter toUpstream, ByteMeter toClient) {

	public RelaySettings {
		Objects.requireNonNull(transfer, "transfer");
		Objects.requireNonNull(idleTimeout, "idleTimeout");
		Objects.requireNonNull(halfCloseTimeout, "halfCloseTimeout");
		Objects.requireNonNull(toUpstream, "toUpstream");
		Objects.requireNonNull(toClient, "toClient");
	}

}
