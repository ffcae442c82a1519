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

import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value together with the property it came from, so that a complaint names the right
 * one: that of the mount, or that of all mounts.
 *
 * @param <T> the type of the value
 * @param property the full name of the property
 * @param value the value
 */
record Setting<T extends @Nullable Object>(String property, T value) {

	private static final Pattern PLAIN_KEY = Pattern.compile("[a-zA-Z0-9.-]+");

	/**
	 * Return an exception about this setting.
	 * @param problem why the value can not work
	 * @param remedy what to do about it
	 * @return the exception
	 */
	InvalidZeroCopyPropertyException invalid(String problem, String remedy) {
		return new InvalidZeroCopyPropertyException(this.property, this.value, problem, remedy);
	}

	/**
	 * Return one entry of a setting that is a map, named as a property source would.
	 * @param <E> the type of the entry's value
	 * @param key the key of the entry
	 * @param value the value of the entry
	 * @return the entry as a setting
	 */
	<E> Setting<E> entry(String key, E value) {
		boolean plain = PLAIN_KEY.matcher(key).matches();
		return new Setting<>(this.property + (plain ? "." + key : "[" + key + "]"), value);
	}

	/**
	 * Convert the value and turn an {@link IllegalArgumentException} into a complaint
	 * about this setting.
	 * @param <R> the type converted to
	 * @param conversion the conversion
	 * @param remedy what to do if it fails
	 * @return the converted value
	 */
	<R> R map(Function<T, R> conversion, String remedy) {
		try {
			return conversion.apply(this.value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()), remedy);
		}
	}

}
