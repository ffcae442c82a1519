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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The settings of one route, each with the name of its property.
 */
class RouteSettings {

	static final String PREFIX = "zerocopy.forward.";

	private final String name;

	private final ForwardProperties.Route route;

	RouteSettings(String name, ForwardProperties.Route route) {
		this.name = name;
		this.route = route;
	}

	String name() {
		return this.name;
	}

	ForwardProperties.Route values() {
		return this.route;
	}

	/**
	 * Return a setting of the route.
	 * @param property the name of the property below that of the route
	 * @param getter gets the value
	 * @return the setting
	 */
	<T extends @Nullable Object> Setting<T> setting(String property, Function<ForwardProperties.Route, T> getter) {
		return new Setting<>(property(property), getter.apply(this.route));
	}

	/**
	 * Return the elements of a list, each as a setting.
	 * @param property the name of the list's property below that of the route
	 * @param getter gets the list
	 * @return the elements
	 */
	<T> List<Setting<T>> elements(String property, Function<ForwardProperties.Route, List<T>> getter) {
		return elements(setting(property, getter));
	}

	/**
	 * Return the upstreams by server name.
	 * @return the elements of each list
	 */
	Map<Setting<String>, List<Setting<ForwardProperties.Upstream>>> serverNames() {
		Setting<Map<String, List<ForwardProperties.Upstream>>> all = setting("sni", ForwardProperties.Route::sni);
		Map<Setting<String>, List<Setting<ForwardProperties.Upstream>>> names = new LinkedHashMap<>();
		all.value().forEach((name, upstreams) -> {
			Setting<List<ForwardProperties.Upstream>> entry = all.entry(name, upstreams);
			names.put(new Setting<>(entry.property(), name), elements(entry));
		});
		return names;
	}

	private static <T> List<Setting<T>> elements(Setting<List<T>> list) {
		List<Setting<T>> elements = new ArrayList<>();
		for (int i = 0; i < list.value().size(); i++) {
			elements.add(new Setting<>(list.property() + "[" + i + "]", list.value().get(i)));
		}
		return elements;
	}

	private String property(String property) {
		return new Setting<>(PREFIX + "routes", "").entry(this.name, "").property() + "." + property;
	}

}
