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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import org.springframework.web.servlet.DispatcherServlet;

import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.actuate.ZeroCopyHealthIndicator;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountOptions;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transfer.TransferPreference;
import dev.zerocopy.web.netty.NettyLane;
import dev.zerocopy.web.reactive.StaticFallbackHandlerMapping;
import dev.zerocopy.web.reactive.StaticFileHandler;
import dev.zerocopy.web.reactive.StaticFileHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZeroCopyStaticAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZeroCopyStaticAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class));

	@TempDir
	private Path directory;

	private String root;

	@BeforeEach
	void useTheDirectoryAsRoot() {
		this.root = "zerocopy.static.root=" + this.directory;
	}

	@Test
	void autoConfigurationBacksOffWithoutRoot() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class));
	}

	@Test
	void directoriesAreServedWithoutTheLibrariesOfForwarding() {
		this.runner
			.withConfiguration(AutoConfigurations.of(ZeroCopyForwardAutoConfiguration.class,
					ZeroCopyEndpointAutoConfiguration.class, ZeroCopyHealthContributorAutoConfiguration.class,
					ZeroCopyMetricsAutoConfiguration.class))
			.withPropertyValues(this.root, "management.endpoints.web.exposure.include=zerocopy")
			.withClassLoader(new FilteredClassLoader("io.netty.handler.codec.haproxy", "io.netty.handler.ipfilter",
					"com.sun.jna", "io.netty.channel.epoll"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(StaticFiles.class)
				.hasSingleBean(ZeroCopyEndpoint.class)
				.hasSingleBean(ZeroCopyHealthIndicator.class)
				.doesNotHaveBean(TcpForwarder.class));
	}

	@Test
	void autoConfigurationBacksOffWhenRootIsEmpty() {
		this.runner.withPropertyValues("zerocopy.static.root=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class));
	}

	@Test
	void autoConfigurationBacksOffWhenDisabled() {
		this.runner.withPropertyValues(this.root, "zerocopy.static.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class));
	}

	@Test
	void applicationWithoutReactorNettyIsWarned(CapturedOutput output) {
		this.runner.withPropertyValues(this.root)
			.withClassLoader(new FilteredClassLoader(HttpServer.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class);
				assertThat(output).contains("Reactor Netty is not on the class path");
			});
	}

	@Test
	void rootAloneServesTheDirectoryAtTheRootPath() {
		this.runner.withPropertyValues(this.root).run((context) -> {
			assertThat(context).hasSingleBean(StaticFileHandlerMapping.class)
				.hasSingleBean(StaticFallbackHandlerMapping.class)
				.hasSingleBean(StaticFileHandler.class)
				.hasSingleBean(SendfileCapability.class);
			MountOptions options = mounts(context).get(0).options();
			assertThat(options.name()).isEqualTo("default");
			assertThat(options.path().segments()).isEmpty();
			assertThat(options.root()).isEqualTo(this.directory);
			assertThat(options.index()).containsExactly("index.html");
			assertThat(options.files().memoryMaxFileSize()).isEqualTo(64 * 1024);
			assertThat(options.headers()).extracting("name").containsExactly("X-Content-Type-Options");
		});
	}

	@Test
	void rootMayBeAFileUrl() {
		this.runner.withPropertyValues("zerocopy.static.root=" + this.directory.toUri())
			.run((context) -> assertThat(mounts(context).get(0).options().root()).isEqualTo(this.directory));
	}

	@Test
	void filesComeAfterControllersAndBeforeResources() {
		this.runner.withPropertyValues(this.root).run((context) -> {
			assertThat(context.getBean(StaticFileHandlerMapping.class).getOrder()).isEqualTo(1);
			assertThat(context.getBean(StaticFallbackHandlerMapping.class).getOrder()).isEqualTo(Integer.MAX_VALUE - 2);
		});
	}

	@Test
	void mountsTakeTheOptionsTheyDoNotSet() throws IOException {
		Path media = Files.createDirectory(this.directory.resolve("media"));
		this.runner
			.withPropertyValues(this.root, "zerocopy.static.index=home.html", "zerocopy.static.write-timeout=5s",
					"zerocopy.static.mounts.media.root=" + media, "zerocopy.static.mounts.media.path=/media",
					"zerocopy.static.mounts.media.transfer=sendfile", "zerocopy.static.mounts.media.open-files.max=7")
			.run((context) -> {
				List<Mount> mounts = mounts(context);
				assertThat(mounts).extracting((mount) -> mount.options().name()).containsExactly("media", "default");
				MountOptions options = mounts.get(0).options();
				assertThat(options.index()).containsExactly("home.html");
				assertThat(options.settings().writeTimeout()).hasSeconds(5);
				assertThat(options.transfer()).isEqualTo(TransferPreference.SENDFILE);
				assertThat(options.files().openFilesMax()).isEqualTo(7);
				assertThat(options.files().revalidateAfter()).hasSeconds(1);
				assertThat(mounts.get(1).options().transfer()).isEqualTo(TransferPreference.AUTO);
				assertThat(mounts.get(1).options().files().openFilesMax()).isEqualTo(4096);
			});
	}

	@Test
	void laneIsAddedToTheServerOnlyIfAMountWantsIt() {
		this.runner.withPropertyValues(this.root).run((context) -> assertThat(customized(context)).isEmpty());
		this.runner.withPropertyValues(this.root, "zerocopy.static.engine=netty")
			.run((context) -> assertThat(customized(context)).hasSize(1));
		this.runner
			.withPropertyValues(this.root, "zerocopy.static.mounts.docs.root=" + this.directory,
					"zerocopy.static.mounts.docs.path=/docs", "zerocopy.static.mounts.docs.engine=netty")
			.run((context) -> {
				assertThat(customized(context)).hasSize(1);
				assertThat(mounts(context)).extracting((mount) -> mount.options().engine())
					.containsExactly(Engine.NETTY, Engine.WEBFLUX);
			});
	}

	@Test
	void laneBacksOffWithoutReactorNettyAsTheServer() {
		this.runner.withPropertyValues(this.root, "zerocopy.static.engine=netty")
			.withClassLoader(new FilteredClassLoader(NettyReactiveWebServerFactory.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(StaticFiles.class)
				.doesNotHaveBean(NettyLane.class));
	}

	private static Collection<NettyServerCustomizer> customized(ApplicationContext context) {
		NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
		@SuppressWarnings("unchecked")
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> customizer = context
			.getBean("zeroCopyNettyLaneCustomizer", WebServerFactoryCustomizer.class);
		customizer.customize(factory);
		return factory.getServerCustomizers();
	}

	@Test
	void onlyMountsAreEnough() {
		this.runner
			.withPropertyValues("zerocopy.static.mounts.docs.root=" + this.directory,
					"zerocopy.static.mounts.docs.path=/docs")
			.run((context) -> assertThat(mounts(context)).extracting((mount) -> mount.options().name())
				.containsExactly("docs"));
	}

	@Test
	void headersMayReplaceAndRemoveTheDefaultOnes() {
		this.runner
			.withPropertyValues(this.root, "zerocopy.static.headers.x-content-type-options=",
					"zerocopy.static.headers.X-Frame-Options=DENY")
			.run((context) -> assertThat(mounts(context).get(0).options().headers()).extracting("name")
				.containsExactly("X-Frame-Options"));
	}

	@Test
	void userBeansReplaceOurs() {
		this.runner.withPropertyValues("zerocopy.static.root=/does/not/exist")
			.withUserConfiguration(UserConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(StaticFiles.class).hasBean("userFiles"));
	}

	@Test
	void closingTheContextClosesTheFiles() throws IOException {
		Files.writeString(this.directory.resolve("a.txt"), "a");
		this.runner.withPropertyValues(this.root).run((context) -> {
			Mount mount = mounts(context).get(0);
			mount.files().get("a.txt").join();
			assertThat(mount.files().getIfFresh("a.txt")).isNotNull();
			context.close();
			assertThat(mount.files().getIfFresh("a.txt")).isNull();
			assertThat(mount.files().stats().openFiles()).isZero();
		});
	}

	@Test
	void servletApplicationWithoutSpringMvcIsWarned(CapturedOutput output) {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class))
			.withPropertyValues(this.root)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class);
				assertThat(output).contains("This is a servlet application").contains("spring-boot-starter-webflux");
			});
	}

	@Test
	void springMvcApplicationIsServed() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class))
			.withPropertyValues(this.root)
			.run((context) -> assertThat(context).hasSingleBean(StaticFiles.class)
				.hasSingleBean(dev.zerocopy.web.servlet.StaticFileHandlerMapping.class)
				.hasSingleBean(dev.zerocopy.web.servlet.StaticFallbackHandlerMapping.class)
				.doesNotHaveBean(SendfileCapability.class));
	}

	@Test
	void applicationWithoutWebServerIsWarned(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class))
			.withPropertyValues(this.root)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(StaticFiles.class);
				assertThat(output).contains("This is not a web application");
			});
	}

	@Test
	void warningIsGivenInSpiteOfLazyInitialization(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class))
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(this.root)
			.run((context) -> assertThat(output).contains("This is not a web application"));
	}

	@Test
	void namesOfOtherAutoConfigurationsResolve() {
		assertThat(ClassUtils.isPresent("org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
				getClass().getClassLoader()))
			.isTrue();
	}

	@ParameterizedTest(name = "{0}={1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			zerocopy.static.root              | /does/not/exist      | there is no such directory
			zerocopy.static.root              | /etc/passwd          | it is not a directory
			zerocopy.static.root              | classpath:/static    | only files on disk
			zerocopy.static.root              | file:relative        | it is not a file URL
			zerocopy.static.path              | /a/../b              | '..' can not be part of a path
			zerocopy.static.path              | /a//b                | '' can not be part of a path
			zerocopy.static.path              | /a/*                 | '*' can not be part of a path
			zerocopy.static.path              | `  `                 | a mount needs a path
			zerocopy.static.index             | a/index.html         | 'a/index.html' is not a plain file name
			zerocopy.static.fallback          | /                    | it does not name a file
			zerocopy.static.precompressed     | gzip,identity        | 'identity' is not a compression
			zerocopy.static.charset           | utf-88               | knows no such charset
			zerocopy.static.rate-limit        | 10                   | less than 1024 bytes a second
			zerocopy.static.rate-limit        | -1MB                 | it is negative
			zerocopy.static.rate-limit-after  | -1MB                 | it is negative
			zerocopy.static.page-cache-threshold | 0B                | it is not more than zero
			zerocopy.static.mime-types.wasm   | wasm                 | it is not a media type
			zerocopy.static.cache-control[a{] | no-store             | a{
			zerocopy.static.cache-control[*]  | `naïve`              | visible ASCII
			zerocopy.static.attachment        | [                    | [
			zerocopy.static.headers.etag      | x                    | follows from the file
			zerocopy.static.headers[a b]      | x                    | not a header field name
			zerocopy.static.write-timeout     | -1s                  | it is negative
			zerocopy.static.open-files.max    | 0                    | it is less than 1
			zerocopy.static.open-files.revalidate-after     | -1s    | it is negative
			zerocopy.static.open-files.expire-after-access  | 0s     | it is not more than zero
			zerocopy.static.memory.max-file-size            | -1B    | it is negative
			zerocopy.static.memory.max-file-size            | 1GB    | it is more than 16MB
			zerocopy.static.memory.max-total-size           | 1KB    | one file could take more
			""")
	void invalidValueFailsWithPropertyValueAndRemedy(String property, String value, String problem) {
		this.runner.withPropertyValues(this.root, property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			InvalidZeroCopyPropertyException failure = rootCause(context);
			assertThat(failure.getProperty()).startsWith(property.replaceAll("memory\\..*", "memory."));
			assertThat(failure.getProblem()).contains(problem);
			assertThat(failure.getRemedy()).endsWith(".");
		});
	}

	@ParameterizedTest
	@CsvSource({ "zerocopy.static.write-timeout,soon", "zerocopy.static.memory.max-file-size,small",
			"zerocopy.static.symlinks,maybe", "zerocopy.static.precompressed,zip",
			"zerocopy.static.open-files.max,many", "zerocopy.static.rate-limit,slow",
			"zerocopy.static.page-cache,empty" })
	void valueOfTheWrongTypeFailsToBind(String property, String value) {
		this.runner.withPropertyValues(this.root, property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(Exception.class)
				.satisfies((failure) -> assertThat(causes(failure)).anyMatch(BindException.class::isInstance));
		});
	}

	@Test
	void twoMountsOnOnePathFail() {
		this.runner
			.withPropertyValues(this.root, "zerocopy.static.mounts.again.root=" + this.directory,
					"zerocopy.static.mounts.again.path=/")
			.run((context) -> {
				InvalidZeroCopyPropertyException failure = rootCause(context);
				assertThat(failure.getProperty()).isEqualTo("zerocopy.static.mounts.again.path");
				assertThat(failure.getProblem()).contains("'zerocopy.static.path' is the same path");
			});
	}

	@Test
	void mountWithoutPathFails() {
		this.runner.withPropertyValues(this.root, "zerocopy.static.mounts.media.root=" + this.directory)
			.run((context) -> assertThat(rootCause(context).getProperty())
				.isEqualTo("zerocopy.static.mounts.media.path"));
	}

	@Test
	void mountNamedLikeTheDefaultOneFails() {
		this.runner
			.withPropertyValues(this.root, "zerocopy.static.mounts.default.root=" + this.directory,
					"zerocopy.static.mounts.default.path=/other")
			.run((context) -> assertThat(rootCause(context).getProblem()).contains("called 'default' already"));
	}

	@Test
	void patternWithoutBracketsFails() {
		this.runner.withPropertyValues(this.root, "zerocopy.static.cache-control.*.css=no-store").run((context) -> {
			InvalidZeroCopyPropertyException failure = rootCause(context);
			assertThat(failure.getProperty()).isEqualTo("zerocopy.static.cache-control.*.css");
			assertThat(failure.getRemedy()).contains("[*.css]");
		});
	}

	private static List<Mount> mounts(AssertableReactiveWebApplicationContext context) {
		return context.getBean(StaticFiles.class).mounts();
	}

	private static InvalidZeroCopyPropertyException rootCause(AssertableReactiveWebApplicationContext context) {
		return causes(context.getStartupFailure()).stream()
			.filter(InvalidZeroCopyPropertyException.class::isInstance)
			.map(InvalidZeroCopyPropertyException.class::cast)
			.findFirst()
			.orElseThrow();
	}

	private static List<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		StaticFiles userFiles() {
			return new StaticFiles(List.of(), new DirectoryWatcher(), Executors.newSingleThreadExecutor());
		}

	}

}
