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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.transport.PipeControl;

/**
 * Sockets on event loops with epoll, joined by splice.
 */
public final class EpollTransport implements RelayTransport {

	private static final int MAX_PIPES = 1024;

	private static final int MAX_IDLE_PIPES = 32;

	private final MultiThreadIoEventLoopGroup group;

	private final List<RelayLoop> loops = new ArrayList<>();

	private final Map<EventLoop, RelayLoop> byEventLoop = new IdentityHashMap<>();

	private final AtomicInteger next = new AtomicInteger();

	/**
	 * Start the threads.
	 * @param threads the number of event loops, at least 1
	 */
	public EpollTransport(int threads) {
		this(threads, PipeControl.detect(), MAX_PIPES);
	}

	EpollTransport(int threads, PipeControl control, int maxPipes) {
		LoadedAhead.load();
		this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("zerocopy-forward"),
				EpollIoHandler.newFactory());
		for (EventExecutor executor : this.group) {
			RelayLoop loop = new RelayLoop((IoEventLoop) executor, control, Math.max(1, maxPipes / threads),
					Math.max(1, MAX_IDLE_PIPES / threads));
			this.loops.add(loop);
			this.byEventLoop.put(loop.eventLoop(), loop);
		}
	}

	@Override
	public boolean canSplice() {
		return true;
	}

	@Override
	public EventLoop nextLoop() {
		return next().eventLoop();
	}

	private RelayLoop next() {
		return this.loops.get(Math.floorMod(this.next.getAndIncrement(), this.loops.size()));
	}

	@Override
	public Binding bind(SocketAddress address, int backlog, SocketSettings settings, Consumer<Endpoint> acceptor)
			throws IOException {
		UnixSocketFile.removeStale(address);
		boolean unix = EpollSockets.isUnix(address);
		List<EpollAcceptor> acceptors = new ArrayList<>();
		SocketAddress bound = unix ? address : chooseAddress((InetSocketAddress) address);
		try {
			for (RelayLoop loop : unix ? this.loops.subList(0, 1) : this.loops) {
				Socket socket = listen(bound, backlog, settings);
				acceptors.add(new EpollAcceptor(loop, socket, unix, unix ? this::next : () -> loop, acceptor));
			}
		}
		catch (IOException | RuntimeException ex) {
			acceptors.forEach(EpollAcceptor::abandon);
			throw ex;
		}
		for (EpollAcceptor listening : acceptors) {
			listening.loop().eventLoop().submit(listening::register).syncUninterruptibly();
		}
		return new EpollBinding(bound, acceptors);
	}

	/**
	 * Bind once without SO_REUSEPORT: with it, a port that another process of the user
	 * has bound the same way would be shared silently.
	 */
	private static InetSocketAddress chooseAddress(InetSocketAddress address) throws IOException {
		Socket probe = EpollSockets.open(address);
		try {
			probe.setReuseAddress(true);
			probe.bind(address);
			return new InetSocketAddress(address.getAddress(), probe.localAddress().getPort());
		}
		finally {
			probe.close();
		}
	}

	private static Socket listen(SocketAddress address, int backlog, SocketSettings settings) throws IOException {
		Socket socket = EpollSockets.open(address);
		try {
			if (!EpollSockets.isUnix(address)) {
				socket.setReuseAddress(true);
				socket.setReusePort(true);
				EpollSockets.configure(socket, settings);
			}
			socket.bind(address);
			socket.listen(backlog);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	@Override
	public ConnectAttempt connect(EventLoop loop, SocketAddress address, SocketSettings settings, Duration timeout,
			ConnectHandler handler) {
		EpollConnector connector = new EpollConnector(loop(loop), address, handler);
		connector.start(settings, timeout);
		return connector;
	}

	@Override
	public Relay relay(Endpoint client, Endpoint upstream, @Nullable ByteBuf preamble, RelaySettings settings,
			RelayListener listener) {
		EpollRelay relay = new EpollRelay((EpollEndpoint) client, (EpollEndpoint) upstream, settings, listener);
		relay.start(preamble);
		return relay;
	}

	private RelayLoop loop(EventLoop eventLoop) {
		RelayLoop loop = this.byEventLoop.get(eventLoop);
		if (loop == null) {
			throw new IllegalArgumentException("The event loop is not one of this transport");
		}
		return loop;
	}

	@Override
	public PipeUsage pipes() {
		return this.loops.stream().map((loop) -> loop.pipes().usage()).reduce(PipeUsage.NONE, PipeUsage::plus);
	}

	@Override
	public Future<?> shutdown() {
		Promise<Void> done = GlobalEventExecutor.INSTANCE.newPromise();
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).addListener((ended) -> {
			this.loops.forEach(RelayLoop::close);
			done.setSuccess(null);
		});
		return done;
	}

	private record EpollBinding(SocketAddress localAddress, List<EpollAcceptor> acceptors) implements Binding {

		@Override
		public Future<?> close() {
			UnixSocketFile.remove(this.localAddress);
			Promise<Void> done = GlobalEventExecutor.INSTANCE.newPromise();
			AtomicInteger open = new AtomicInteger(this.acceptors.size());
			for (EpollAcceptor acceptor : this.acceptors) {
				acceptor.loop().eventLoop().submit(acceptor::close).addListener((closed) -> {
					if (open.decrementAndGet() == 0) {
						done.setSuccess(null);
					}
				});
			}
			return done;
		}

	}

}
