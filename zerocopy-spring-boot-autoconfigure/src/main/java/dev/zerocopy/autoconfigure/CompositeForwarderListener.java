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

package dev.zerocopy.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.ForwarderListener;

/**
 * Passes on what it hears.
 */
class CompositeForwarderListener implements ForwarderListener {

	private final List<ForwarderListener> listeners;

	CompositeForwarderListener(List<ForwarderListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void connectAttempted(String route, Duration duration, boolean success) {
		this.listeners.forEach((listener) -> listener.connectAttempted(route, duration, success));
	}

	@Override
	public void connectionClosed(ConnectionReport report) {
		this.listeners.forEach((listener) -> listener.connectionClosed(report));
	}

}
