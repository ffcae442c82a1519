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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep for static files. Properties, endpoints and failure
 * analyzers are kept by Spring Boot itself.
 */
class StaticFilesRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * Caffeine composes the name of a cache and of its nodes from the options in use and
	 * loads the class by that name.
	 */
	private static final List<String> CAFFEINE_CLASSES = List.of("SSLMSA", "SSLMWA", "SSMS", "PSAMS", "PSAMW", "PSMS");

	/** Tomcat creates its protocol by name. */
	private static final String TOMCAT_PROTOCOL = "dev.zerocopy.web.tomcat.TurnTakingNioProtocol";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(TypeReference.of("com.sun.nio.file.ExtendedOpenOption"),
					MemberCategory.INVOKE_PUBLIC_METHODS);
		for (String name : CAFFEINE_CLASSES) {
			hints.reflection()
				.registerType(TypeReference.of("com.github.benmanes.caffeine.cache." + name),
						MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		if (ClassUtils.isPresent("org.apache.coyote.http11.Http11NioProtocol", classLoader)) {
			hints.reflection()
				.registerType(TypeReference.of(TOMCAT_PROTOCOL), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		}
	}

}
