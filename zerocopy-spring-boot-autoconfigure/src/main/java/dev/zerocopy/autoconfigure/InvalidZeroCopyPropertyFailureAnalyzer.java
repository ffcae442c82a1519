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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Names the property, its value, where it was set, and what to do about it.
 */
class InvalidZeroCopyPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidZeroCopyPropertyException> {

	private final @Nullable Environment environment;

	InvalidZeroCopyPropertyFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidZeroCopyPropertyException cause) {
		StringBuilder description = new StringBuilder("Failed to start because of the configuration property\n\n");
		description.append("    Property: ").append(cause.getProperty()).append('\n');
		description.append("    Value: ").append((cause.getValue() != null) ? '"' + cause.getValue() + '"' : "not set");
		Origin origin = PropertyOrigin.find(this.environment, cause.getProperty());
		if (origin != null) {
			description.append("\n    Origin: ").append(origin);
		}
		description.append("\n    Reason: ").append(cause.getProblem());
		return new FailureAnalysis(description.toString(), cause.getRemedy(), cause);
	}

}
