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

import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.web.netty.NettyLane;

/**
 * Says once what serving files ahead of WebFlux means for the application.
 */
class LaneAnnouncer implements ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(LaneAnnouncer.class);

	private static final String SECURITY_FILTER = "org.springframework.security.web.server.WebFilterChainProxy";

	private final StaticFiles files;

	private final ObjectProvider<NettyLane> lane;

	private final ListableBeanFactory beanFactory;

	LaneAnnouncer(StaticFiles files, ObjectProvider<NettyLane> lane, ListableBeanFactory beanFactory) {
		this.files = files;
		this.lane = lane;
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if ("management".equals(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		String mounts = this.files.mounts()
			.stream()
			.map((mount) -> mount.options())
			.filter((options) -> options.engine() == Engine.NETTY)
			.map((options) -> "'" + options.name() + "'")
			.collect(Collectors.joining(", "));
		if (!mounts.isEmpty()) {
			logger.warn(this.lane.getObject().installed() ? warning(mounts) : "Engine netty of mount " + mounts
					+ " has no effect: the web server is not Reactor Netty, and WebFlux answers");
		}
	}

	private String warning(String mounts) {
		return "Engine netty answers HTTP/1.1 requests for files of mount " + mounts
				+ " before WebFlux: no WebFilter sees them" + (hasSpringSecurity()
						? ", and Spring Security does not protect these files. Use engine webflux where it must" : "");
	}

	private boolean hasSpringSecurity() {
		ClassLoader classLoader = getClass().getClassLoader();
		return ClassUtils.isPresent(SECURITY_FILTER, classLoader) && this.beanFactory
			.getBeanNamesForType(ClassUtils.resolveClassName(SECURITY_FILTER, classLoader), true, false).length > 0;
	}

}
