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

package dev.zerocopy.sample.container;

import java.util.function.Supplier;

import org.testcontainers.utility.DockerImageName;

/**
 * The images that the tests run. The system property {@code zerocopy.image.<name>}
 * replaces one; otherwise it is the public image if the engine has or gets it, or else
 * one of {@link LocalImage programs of this machine}.
 */
enum Image {

	JAVA("eclipse-temurin:25-jre", LocalImage::ofJava),

	REDIS("redis:8", () -> LocalImage.ofProgram("redis-server")),

	POSTGRES("postgres:18", LocalImage::ofPostgresql),

	NGINX("nginx:1.30", () -> LocalImage.ofProgram("nginx")),

	HAPROXY("haproxy:3.2", () -> LocalImage.ofProgram("haproxy")),

	CURL("curlimages/curl:8.17.0", () -> LocalImage.ofProgram("curl"));

	private final String publicName;

	private final Supplier<DockerImageName> local;

	private DockerImageName resolved;

	Image(String publicName, Supplier<DockerImageName> local) {
		this.publicName = publicName;
		this.local = local;
	}

	/**
	 * The image, present in the engine.
	 */
	synchronized DockerImageName get() {
		if (this.resolved == null) {
			this.resolved = resolve();
		}
		return this.resolved;
	}

	private DockerImageName resolve() {
		String property = "zerocopy.image." + name().toLowerCase();
		String override = System.getProperty(property);
		if (override != null) {
			DockerImageName name = DockerImageName.parse(override);
			if (!Registry.provides(name)) {
				throw new IllegalStateException(
						"The image '%s' could not be pulled: change or remove the system property %s"
							.formatted(override, property));
			}
			return name;
		}
		DockerImageName name = DockerImageName.parse(this.publicName);
		return Registry.isReachable() && Registry.provides(name) ? name : this.local.get();
	}

}
