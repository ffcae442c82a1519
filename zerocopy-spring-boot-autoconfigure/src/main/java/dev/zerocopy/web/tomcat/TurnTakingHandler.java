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

import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.web.servlet.ContainerTurns;

/**
 * Makes a turn of whatever a worker thread does for a connection, and leaves the doing to
 * Tomcat.
 */
final class TurnTakingHandler implements Handler<NioChannel> {

	private final Handler<NioChannel> handler;

	private volatile @Nullable ContainerTurns turns;

	TurnTakingHandler(Handler<NioChannel> handler) {
		this.handler = handler;
	}

	void use(ContainerTurns turns) {
		this.turns = turns;
	}

	@Override
	public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
		ContainerTurns turns = this.turns;
		if (turns == null) {
			return this.handler.process(socket, status);
		}
		// Tomcat would "send files" over TLS too, in pieces of 8 KiB on its only poller
		boolean secure = socket.getSocket() instanceof SecureNioChannel;
		try (ContainerTurns.Turn turn = turns.begin(secure ? FallbackReason.TLS : null)) {
			return this.handler.process(socket, status);
		}
	}

	@Override
	public Object getGlobal() {
		return this.handler.getGlobal();
	}

	@Override
	public void release(SocketWrapperBase<NioChannel> socketWrapper) {
		this.handler.release(socketWrapper);
	}

	@Override
	public void pause() {
		this.handler.pause();
	}

	@Override
	public void recycle() {
		this.handler.recycle();
	}

}
