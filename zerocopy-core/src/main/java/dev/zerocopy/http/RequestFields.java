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

package dev.zerocopy.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Header fields of a request, as the server in use holds them.
 */
@FunctionalInterface
public interface RequestFields {

	/**
	 * Return every field line with the given name, in the order received.
	 * @param name the field name, compared without regard to case
	 * @return the field values, empty if the request has no such field
	 */
	List<String> values(String name);

	/**
	 * Return the only field line with the given name.
	 * @param name the field name, compared without regard to case
	 * @return the value, or {@code null} if the field is absent or appears more than once
	 */
	default @Nullable String single(String name) {
		List<String> values = values(name);
		return (values.size() == 1) ? values.get(0) : null;
	}

}
