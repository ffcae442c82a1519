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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A container in the network of this machine, as an unprivileged user on a read-only root
 * file system with an empty {@code /tmp}. What runs in it is told to listen on a port of
 * the loopback interface.
 */
class HostContainer extends GenericContainer<HostContainer> {

	private static final String UNPRIVILEGED = "65534:65534";

	private static final Duration STARTUP = Duration.ofSeconds(90);

	private final List<Bind> binds = new ArrayList<>();

	private String user = UNPRIVILEGED;

	private String[] entrypoint;

	HostContainer(Image image, String... entrypoint) {
		super(image.get());
		this.entrypoint = entrypoint;
		configureHost();
	}

	HostContainer(String image) {
		super(image);
		this.user = null;
		configureHost();
	}

	private void configureHost() {
		withNetworkMode("host");
		// what is run has been pulled or built before
		withImagePullPolicy((image) -> false);
		// without "exec", as "docker run --tmpfs /tmp" mounts it
		withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev"));
		withCreateContainerCmdModifier((command) -> {
			if (this.entrypoint != null) {
				command.withEntrypoint(this.entrypoint);
			}
			if (this.user != null) {
				command.withUser(this.user);
			}
			command.getHostConfig().withReadonlyRootfs(true).withBinds(this.binds);
		});
	}

	/**
	 * Be started as soon as the process is, even if it has ended since.
	 */
	final HostContainer withoutWaiting() {
		waitingFor(new AbstractWaitStrategy() {

			@Override
			protected void waitUntilReady() {
			}

		});
		withStartupCheckStrategy(new StartupCheckStrategy() {

			@Override
			public StartupStatus checkStartupState(DockerClient client, String containerId) {
				return client.inspectContainerCmd(containerId).exec().getState().getStartedAt().startsWith("0001")
						? StartupStatus.NOT_YET_KNOWN : StartupStatus.SUCCESSFUL;
			}

		});
		return this;
	}

	HostContainer withUser(String user) {
		this.user = user;
		return this;
	}

	HostContainer withBind(Path path, String target, AccessMode mode) {
		this.binds.add(new Bind(path.toString(), new Volume(target), mode));
		return this;
	}

	/**
	 * Be started when this port of the loopback interface accepts connections.
	 */
	HostContainer listeningOn(int port) {
		waitingFor(new AbstractWaitStrategy() {

			@Override
			protected void waitUntilReady() {
				awaitPort(port);
			}

		});
		return this;
	}

	void pause() {
		getDockerClient().pauseContainerCmd(getContainerId()).exec();
	}

	void unpause() {
		getDockerClient().unpauseContainerCmd(getContainerId()).exec();
	}

	/**
	 * End the process of the container with a signal.
	 */
	void kill(String signal) {
		getDockerClient().killContainerCmd(getContainerId()).withSignal(signal).exec();
	}

	/**
	 * Start the same container again after its process has ended.
	 */
	void startAgain(int port) {
		getDockerClient().startContainerCmd(getContainerId()).exec();
		awaitPort(port);
	}

	/**
	 * Have the engine restart the container, with a signal to end first.
	 */
	void restart(int port) {
		getDockerClient().restartContainerCmd(getContainerId()).withTimeout(10).exec();
		awaitPort(port);
	}

	/**
	 * Wait for the process of the container to end.
	 * @return its exit status
	 */
	long awaitExit(Duration atMost) {
		return Awaitility.await()
			.atMost(atMost)
			.pollInterval(Duration.ofMillis(100))
			.until(() -> getCurrentContainerInfo().getState(), (state) -> Boolean.FALSE.equals(state.getRunning()))
			.getExitCodeLong();
	}

	/**
	 * A port of the loopback interface that is free now.
	 */
	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitPort(int port) {
		Awaitility.await()
			.atMost(STARTUP)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> {
				try (Socket socket = new Socket()) {
					socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
					return true;
				}
			});
	}

}
