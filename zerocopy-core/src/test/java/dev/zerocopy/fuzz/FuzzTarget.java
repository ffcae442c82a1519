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

package dev.zerocopy.fuzz;

/**
 * Makes inputs and says what must hold for each of them.
 *
 * @param <T> the type of input
 */
public interface FuzzTarget<T> {

	/**
	 * Make an input.
	 * @param source the only source of chance, so that an input can be made again
	 * @return the input
	 */
	T generate(FuzzSource source);

	/**
	 * Check every property.
	 * @param input the input
	 * @throws AssertionError if one does not hold
	 */
	void check(T input);

	/**
	 * Describe an input so that it can be copied into a test.
	 * @param input the input
	 * @return the description
	 */
	String describe(T input);

}
