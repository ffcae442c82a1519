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

import org.springframework.core.Ordered;

/**
 * Where the handler mappings of files stand among those of an application, which are the
 * same for WebFlux and for Spring MVC.
 */
final class MappingOrder {

	/**
	 * After controllers (0) and functional routes (-1). The welcome page is behind:
	 * WebFlux gives it the same order (1), but it is registered later, and Spring MVC the
	 * next.
	 */
	static final int FILES = 1;

	/**
	 * After every handler the application maps, before Boot's own resources, which answer
	 * every path.
	 */
	static final int FALLBACK = Ordered.LOWEST_PRECEDENCE - 2;

	private MappingOrder() {
	}

}
