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

/**
 * A configuration property has a value that can not work.
 */
public class InvalidZeroCopyPropertyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final @Nullable String value;

	private final String problem;

	private final String remedy;

	InvalidZeroCopyPropertyException(String property, @Nullable Object value, String problem, String remedy) {
		super("Property '" + property + "' with value '" + value + "' is invalid: " + problem);
		this.property = property;
		this.value = (value != null) ? value.toString() : null;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Return the property.
	 * @return its full name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the value that can not work.
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String getValue() {
		return this.value;
	}

	/**
	 * Return why the value can not work.
	 * @return a clause that completes "the value is invalid because"
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
