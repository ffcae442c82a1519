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

package dev.zerocopy.web.tomcat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.catalina.connector.Connector;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import dev.zerocopy.web.servlet.ContainerTurns;

/**
 * Has the web server use {@link TurnTakingNioProtocol} where the application has not
 * chosen another protocol.
 */
public final class TurnTakingTomcatCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ContainerTurns turns;

	private final List<TurnTakingNioProtocol> protocols = new CopyOnWriteArrayList<>();

	/**
	 * Create a customizer.
	 * @param turns told when worker threads begin and end their turns
	 */
	public TurnTakingTomcatCustomizer(ContainerTurns turns) {
		this.turns = turns;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		if (factory.getProtocol().equals(TomcatServletWebServerFactory.DEFAULT_PROTOCOL)) {
			factory.setProtocol(TurnTakingNioProtocol.class.getName());
		}
		factory.addConnectorCustomizers(this::customize);
	}

	private void customize(Connector connector) {
		if (connector.getProtocolHandler() instanceof TurnTakingNioProtocol protocol) {
			protocol.use(this.turns);
			this.protocols.add(protocol);
		}
	}

	/**
	 * Return whether Tomcat is sending files that were handed over to it.
	 * @return {@code true} while there is one
	 */
	public boolean sending() {
		return this.protocols.stream().anyMatch(TurnTakingNioProtocol::sending);
	}

}
