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

package dev.zerocopy.benchmarks.peer;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.peer.app.SpringApplicationMain;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * One and the same Spring Boot application with different ways to serve files.
 */
public final class SpringFiles implements Peer<FileTarget> {

	/** A directory of classes or an archive. */
	private static final Pattern OWN_MODULE = Pattern
		.compile("zerocopy-(core|spring-boot-autoconfigure|spring-boot-starter)[/-]");

	private final String name;

	private final @Nullable String property;

	private final Function<FileTarget, List<String>> arguments;

	private final String classPath;

	private SpringFiles(String name, @Nullable String property, Function<FileTarget, List<String>> arguments) {
		this(name, property, arguments, System.getProperty("java.class.path"));
	}

	private SpringFiles(String name, @Nullable String property, Function<FileTarget, List<String>> arguments,
			String classPath) {
		this.name = name;
		this.classPath = classPath;
		this.property = property;
		this.arguments = arguments;
	}

	/**
	 * The starter, through WebFlux.
	 * @return the peer
	 */
	public static SpringFiles zeroCopy() {
		return new SpringFiles("zerocopy", null,
				(target) -> List.of("--spring.main.web-application-type=reactive",
						"--zerocopy.static.root=" + target.root(),
						"--zerocopy.static.open-files.max=" + OpenFiles.cacheSize()));
	}

	/**
	 * The starter with a property set: absent if there is none of that name, which the
	 * application would not complain about.
	 * @param name the name of the peer
	 * @param property the property
	 * @param value its value
	 * @return the peer
	 */
	public static SpringFiles zeroCopy(String name, String property, String value) {
		return new SpringFiles(name, property, (target) -> {
			List<String> arguments = new ArrayList<>(zeroCopy().arguments.apply(target));
			arguments.add("--" + property + "=" + value);
			return arguments;
		});
	}

	/**
	 * The starter with a route beside the files.
	 * @param name the name of the peer
	 * @param routePort the port the route listens on
	 * @return the peer
	 */
	public static SpringFiles zeroCopyWithRoute(String name, int routePort) {
		return new SpringFiles(name, null, (target) -> {
			List<String> arguments = new ArrayList<>(zeroCopy().arguments.apply(target));
			arguments.add("--zerocopy.forward.routes.start.listen=127.0.0.1:" + routePort);
			arguments.add("--zerocopy.forward.routes.start.upstreams=127.0.0.1:9");
			return arguments;
		});
	}

	/**
	 * The resource handler of WebFlux.
	 * @return the peer
	 */
	public static SpringFiles webFlux() {
		return new SpringFiles("Spring WebFlux", null,
				(target) -> List.of("--spring.main.web-application-type=reactive",
						"--spring.web.resources.static-locations=file:" + target.root() + "/"));
	}

	/**
	 * The resource handler of WebFlux in an application that has no starter on its class
	 * path.
	 * @return the peer
	 */
	public static SpringFiles withoutStarter() {
		return new SpringFiles("without the starter", null, webFlux().arguments, classPathWithoutStarter());
	}

	/**
	 * Return the class path of this process without the modules of this project.
	 * @return the class path
	 */
	public static String classPathWithoutStarter() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !OWN_MODULE.matcher(entry).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * The resource handler of Spring MVC on Tomcat. Tomcat would close a connection after
	 * 100 requests.
	 * @return the peer
	 */
	public static SpringFiles mvc() {
		return new SpringFiles("Spring MVC, Tomcat", null,
				(target) -> List.of("--spring.main.web-application-type=servlet",
						"--spring.web.resources.static-locations=file:" + target.root() + "/",
						"--server.tomcat.max-keep-alive-requests=-1", "--server.tomcat.max-connections=16384",
						"--server.tomcat.accept-count=4096"));
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String missing() {
		return (this.property == null || KnownProperties.contains(this.property)) ? null
				: "this version has no property " + this.property;
	}

	@Override
	public boolean needsWarmUp() {
		return true;
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, FileTarget target) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=" + port, "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
		FileTarget.Certificate certificate = target.certificate();
		if (certificate != null) {
			arguments.addAll(List.of("--server.http2.enabled=true", "--server.ssl.certificate=" + certificate.chain(),
					"--server.ssl.certificate-private-key=" + certificate.key(),
					"--server.ssl.enabled-protocols=" + FileTarget.Certificate.PROTOCOL,
					"--server.ssl.ciphers=" + FileTarget.Certificate.CIPHER));
		}
		arguments.addAll(this.arguments.apply(target));
		// Reactor Netty accepts on one of these loops unless told otherwise, a connection
		// each time it has served all it has: seconds for a thousand
		return JvmCommand.of(this.classPath, SpringApplicationMain.class,
				List.of("reactor.netty.ioWorkerCount=" + workbench.cpus().loops(), "reactor.netty.ioSelectCount=1"),
				arguments);
	}

}
