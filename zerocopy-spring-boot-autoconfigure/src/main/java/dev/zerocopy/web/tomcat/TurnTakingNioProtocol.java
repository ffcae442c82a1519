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

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.web.servlet.ContainerTurns;

/**
 * Tomcat's own protocol, which also tells when a worker thread is done with a connection.
 * <p>
 * After the application has returned from a request, the same thread opens the file that
 * is to be sent, sends what the socket takes and only then leaves
 * {@code Handler.process}; the rest is sent by the poller from what was opened. No
 * listener, valve or adapter is called that late. The executor of the connector is, but
 * to wrap it is to replace it, and Tomcat neither sizes, measures nor stops an executor
 * that is not its own. The handler of the endpoint is the same on the threads of Tomcat's
 * pool, on virtual threads and on those of an executor of the application.
 * <p>
 * Public for Tomcat, which creates it by its name.
 */
public final class TurnTakingNioProtocol extends Http11NioProtocol {

	private final TurnTakingHandler handler;

	/**
	 * Create a protocol that has no turns yet.
	 */
	public TurnTakingNioProtocol() {
		AbstractEndpoint<NioChannel, ?> endpoint = getEndpoint();
		this.handler = new TurnTakingHandler(endpoint.getHandler());
		endpoint.setHandler(this.handler);
	}

	/**
	 * Take turns from now on. To be called before the protocol is started.
	 * @param turns the turns
	 */
	void use(ContainerTurns turns) {
		this.handler.use(turns);
		turns.add(this::unavailabilityCause);
	}

	private @Nullable String unavailabilityCause() {
		if (isSSLEnabled()) {
			return "server.ssl encrypts in this process, so files are read in large chunks";
		}
		return isSendfileSupported() ? null : "the useSendfile property of Tomcat's connector is false";
	}

	/**
	 * Whether the poller is still sending files.
	 */
	boolean sending() {
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection instanceof NioEndpoint.NioSocketWrapper wrapper && wrapper.getSendfileData() != null
					&& !wrapper.isClosed()) {
				return true;
			}
		}
		return false;
	}

}
