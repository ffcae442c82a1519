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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

import dev.zerocopy.forward.RouteStartException;

/**
 * Names the route and the address it can not listen on, and what to do about it.
 */
class RouteStartFailureAnalyzer extends AbstractFailureAnalyzer<RouteStartException> {

	private final @Nullable Environment environment;

	RouteStartFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RouteStartException cause) {
		String property = RouteSettings.PREFIX + "routes." + cause.getRoute() + ".listen";
		String reason = reason(cause.getCause());
		StringBuilder description = new StringBuilder("Route '").append(cause.getRoute())
			.append("' failed to start: it can not listen.\n\n");
		description.append("    Property: ").append(property).append('\n');
		description.append("    Address: \"").append(cause.getAddress()).append('"');
		Origin origin = origin(property);
		if (origin != null) {
			description.append("\n    Origin: ").append(origin);
		}
		description.append("\n    Reason: ").append(reason);
		return new FailureAnalysis(description.toString(), action(reason, property), cause);
	}

	private @Nullable Origin origin(String property) {
		Origin origin = PropertyOrigin.find(this.environment, property);
		return (origin != null) ? origin : PropertyOrigin.find(this.environment, property + "[0]");
	}

	private static String reason(@Nullable Throwable failure) {
		String message = (failure != null) ? failure.getMessage() : null;
		return (message != null) ? message : String.valueOf(failure);
	}

	private static String action(String reason, String property) {
		String text = reason.toLowerCase(Locale.ROOT);
		if (text.contains("in use")) {
			return "Identify and stop the process that listens there, or set '" + property + "' to another address.";
		}
		if (text.contains("permission denied") || text.contains("not permitted")) {
			return "Use a port from 1024 on, or a directory this process may write for a unix socket, "
					+ "or give this process the permission.";
		}
		if (text.contains("assign")) {
			return "The address is not one of this machine. Set '" + property
					+ "' to one of its addresses, or to a port of every address such as \":15432\".";
		}
		return "Set '" + property + "' to an address this process can listen on.";
	}

}
