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

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.javapoet.ClassName;
import org.springframework.test.context.support.TestPropertySourceUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JnaRuntimeHints}.
 */
class JnaRuntimeHintsTests {

	private static final Pattern CLASS_NAME = Pattern.compile("(?<![\\w(\\[;])(?:com/sun/jna|java)/[\\w/$]+(?=\\x00)");

	private static final TypeReference LIBRARY = TypeReference.of("dev.zerocopy.transport.CLibrary");

	@Test
	void nativeMethodsOfTheCLibraryCanBeRegistered() throws ClassNotFoundException {
		RuntimeHints hints = hints(getClass().getClassLoader());
		Class<?> type = Class.forName(LIBRARY.getName(), false, getClass().getClassLoader());
		assertThat(type.getDeclaredMethods()).anyMatch((method) -> Modifier.isNative(method.getModifiers()));
		assertThat(RuntimeHintsPredicates.reflection().onType(LIBRARY)).accepts(hints);
		assertThat(hints.jni().getTypeHint(LIBRARY)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "linux-x86-64", "linux-aarch64" })
	void nativeLibraryAndEveryClassItLooksUpHaveAHint(String platform) throws IOException {
		RuntimeHints hints = hints(getClass().getClassLoader());
		String library = "com/sun/jna/" + platform + "/libjnidispatch.so";
		assertThat(RuntimeHintsPredicates.resource().forResource(library)).accepts(hints);
		assertThat(classesIn(library)).contains("com.sun.jna.Native")
			.allSatisfy((name) -> assertThat(hints.jni().typeHints().map((hint) -> hint.getType().getName()))
				.contains(name));
	}

	@Test
	void nothingIsKeptWithoutJna() {
		RuntimeHints hints = hints(new FilteredClassLoader("com.sun.jna"));
		assertThat(hints.jni().typeHints()).isEmpty();
		assertThat(hints.resources().resourcePatternHints()).isEmpty();
	}

	@Test
	void contextWithARouteIsProcessedAheadOfTime() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
				"zerocopy.forward.routes.echo.listen=127.0.0.1:0",
				"zerocopy.forward.routes.echo.upstreams=127.0.0.1:9");
		context.register(ZeroCopyForwardAutoConfiguration.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onType(LIBRARY)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(ForwardProperties.class)).accepts(hints);
	}

	private static RuntimeHints hints(ClassLoader classLoader) {
		RuntimeHints hints = new RuntimeHints();
		new JnaRuntimeHints().registerHints(hints, classLoader);
		return hints;
	}

	private static Set<String> classesIn(String library) throws IOException {
		try (InputStream in = new ClassPathResource(library).getInputStream()) {
			return CLASS_NAME.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
				.results()
				.map(MatchResult::group)
				.map((name) -> name.replace('/', '.'))
				.collect(Collectors.toSet());
		}
	}

}
