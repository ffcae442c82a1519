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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a forwarder: listens, connects and joins. Two implementations behave
 * alike; one can splice.
 */
public interface RelayTransport {

	/**
	 * Return whether bytes can move by splice.
	 * @return {@code true} for the epoll transport
	 */
	boolean canSplice();

	/**
	 * Return a loop for work that belongs to no connection.
	 * @return an event loop
	 */
	EventLoop nextLoop();

	/**
	 * Start to listen, on every loop where the address allows it.
	 * @param address a TCP or unix socket address; port 0 chooses a free one
	 * @param backlog the length of the accept queue
	 * @param settings the options of accepted sockets
	 * @param acceptor takes each connection, on its event loop
	 * @return the binding
	 * @throws IOException if the address is in use or not available
	 */
	Binding bind(SocketAddress address, int backlog, SocketSettings settings, Consumer<Endpoint> acceptor)
			throws IOException;

	/**
	 * Connect. Call it on the loop.
	 * @param loop the loop that shall own the socket
	 * @param address a resolved TCP address or a unix socket address
	 * @param settings the options of the socket
	 * @param timeout fail after this long
	 * @param handler is told the outcome, never before this method has returned
	 * @return the attempt
	 */
	ConnectAttempt connect(EventLoop loop, SocketAddress address, SocketSettings settings, Duration timeout,
			ConnectHandler handler);

	/**
	 * Join two endpoints of one loop and take them over. Call it on that loop.
	 * @param client the accepted side; its unread head goes to the upstream first
	 * @param upstream the connected side
	 * @param preamble bytes for the upstream before anything else, not counted; taken
	 * over
	 * @param settings how to relay
	 * @param listener is told the end, never before this method has returned
	 * @return the relay
	 */
	Relay relay(Endpoint client, Endpoint upstream, @Nullable ByteBuf preamble, RelaySettings settings,
			RelayListener listener);

	/**
	 * Return the use of pipes.
	 * @return the pipes, none where there is no splice
	 */
	PipeUsage pipes();

	/**
	 * Close what is left and end the threads.
	 * @return done when the threads have ended
	 */
	Future<?> shutdown();

}
