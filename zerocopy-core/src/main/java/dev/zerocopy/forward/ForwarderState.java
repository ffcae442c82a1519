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

import java.util.List;

import dev.zerocopy.forward.relay.PipeUsage;

/**
 * A forwarder at some instant.
 *
 * @param running whether it has been started and not stopped
 * @param splicing whether its routes can splice
 * @param pipes the use of pipes
 * @param routes the routes, in the order of the configuration
 */
public record ForwarderState(boolean running, boolean splicing, PipeUsage pipes, List<RouteState> routes) {

}
