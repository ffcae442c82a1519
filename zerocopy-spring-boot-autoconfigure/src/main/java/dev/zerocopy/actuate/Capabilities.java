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

package dev.zerocopy.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the platform offers, looked at when it is asked for.
 */
public interface Capabilities {

	/**
	 * The transport of a web server that is a servlet container.
	 */
	String SERVLET = "servlet";

	/**
	 * Return the transport of the web server.
	 * @return a short name such as {@code epoll}, {@code null} if this is not about one
	 */
	@Nullable String transport();

	/**
	 * Return every capability by name.
	 * @return the capabilities
	 */
	Map<String, Capability> all();

}
