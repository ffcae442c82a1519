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

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.test.context.support.TestPropertySourceUtils;

import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StaticFilesRuntimeHints} and for ahead-of-time processing.
 */
class StaticFilesRuntimeHintsTests {

	private static final Pattern GENERATED_CAFFEINE_CLASS = Pattern
		.compile("com\\.github\\.benmanes\\.caffeine\\.cache\\.[A-Z]{3,}(?=\\s)");

	@TempDir
	private Path root;

	@Test
	void everyCaffeineClassLoadedByNameHasAHint() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new StaticFilesRuntimeHints().registerHints(hints, getClass().getClassLoader());
		try (AnnotationConfigReactiveWebApplicationContext context = context()) {
			context.refresh();
			Files.writeString(this.root.resolve("a.txt"), "a");
			Mount mount = context.getBean(StaticFiles.class).mounts().get(0);
			mount.files().get("a.txt").join();
			Files.write(this.root.resolve("b.bin"), new byte[100_000]);
			mount.files().get("b.bin").join();
			mount.files().get("missing").join();
			assertThat(generatedCaffeineClasses()).isNotEmpty()
				.allSatisfy((name) -> assertThat(
						RuntimeHintsPredicates.reflection().onType(TypeReference.of(name)).test(hints))
					.as(name)
					.isTrue());
		}
	}

	@Test
	void contextIsProcessedAheadOfTime() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
		AnnotationConfigReactiveWebApplicationContext context = context();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(Kind.SOURCE)).isNotEmpty();
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onType(StaticFileProperties.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(StaticFileProperties.Mount.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(ZeroCopyEndpoint.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("com.github.benmanes.caffeine.cache.SSLMSA"))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("com.sun.nio.file.ExtendedOpenOption")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("dev.zerocopy.transport.CLibrary")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("dev.zerocopy.web.tomcat.TurnTakingNioProtocol"))).accepts(hints);
	}

	private AnnotationConfigReactiveWebApplicationContext context() {
		AnnotationConfigReactiveWebApplicationContext context = new AnnotationConfigReactiveWebApplicationContext();
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "zerocopy.static.root=" + this.root,
				"management.endpoints.web.exposure.include=zerocopy");
		context.register(ZeroCopyStaticAutoConfiguration.class, ZeroCopyEndpointAutoConfiguration.class,
				ZeroCopyMetricsAutoConfiguration.class, ZeroCopyHealthContributorAutoConfiguration.class);
		return context;
	}

	private static Set<String> generatedCaffeineClasses() throws Exception {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return GENERATED_CAFFEINE_CLASS.matcher(histogram)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

}
