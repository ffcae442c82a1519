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

package dev.zerocopy.transport;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One thing the platform can or cannot do.
 *
 * @param name a short fixed name, fit for a metric tag
 * @param cause why it is unavailable, {@code null} when it is available
 */
public record Capability(String name, @Nullable String cause) {

	public Capability {
		Objects.requireNonNull(name, "name");
	}

	static Capability available(String name) {
		return new Capability(name, null);
	}

	static Capability unavailable(String name, String cause) {
		return new Capability(name, cause);
	}

	static Capability unavailable(String name, @Nullable Throwable cause) {
		return new Capability(name, describe(cause));
	}

	/**
	 * Return whether the platform can do it.
	 * @return {@code true} if there is no cause against it
	 */
	public boolean isAvailable() {
		return this.cause == null;
	}

	private static String describe(@Nullable Throwable failure) {
		if (failure == null) {
			return "unknown";
		}
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		String message = root.getMessage();
		return (message != null) ? message : root.getClass().getName();
	}

}
