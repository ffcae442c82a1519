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

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.http.client.ReactorResourceFactory;

import dev.zerocopy.transfer.SendfileSupport;

/**
 * Whether the web server of this application can send files through the kernel, as far as
 * its transport and configuration tell.
 */
public final class SendfileCapability {

	private final ObjectProvider<ReactorResourceFactory> resources;

	private final ObjectProvider<ServerProperties> server;

	SendfileCapability(ObjectProvider<ReactorResourceFactory> resources, ObjectProvider<ServerProperties> server) {
		this.resources = resources;
		this.server = server;
	}

	/**
	 * Return the transport of the web server.
	 * @return a short name such as {@code epoll}
	 */
	public String transport() {
		SendfileSupport support = support();
		return (support != null) ? support.transport() : "unknown";
	}

	/**
	 * Return why files can not be sent through the kernel.
	 * @return the cause, or {@code null} if they can
	 */
	public @Nullable String unavailabilityCause() {
		SendfileSupport support = support();
		if (support == null) {
			return "the web server is not Reactor Netty";
		}
		if (!support.available()) {
			return support.unavailabilityCause();
		}
		ServerProperties server = this.server.getIfAvailable();
		if (server != null && Ssl.isEnabled(server.getSsl())) {
			return "server.ssl encrypts in this process, so files are read in large chunks";
		}
		return null;
	}

	String describe() {
		String cause = unavailabilityCause();
		return "transport " + transport() + ", sendfile "
				+ ((cause != null) ? "unavailable (" + cause + ")" : "available");
	}

	private @Nullable SendfileSupport support() {
		ReactorResourceFactory factory = this.resources.getIfAvailable();
		if (factory == null) {
			return null;
		}
		LoopResources loops = factory.getLoopResources();
		EventLoopGroup group = loops.onServer(LoopResources.DEFAULT_NATIVE);
		return SendfileSupport.of(loops.onChannelClass(SocketChannel.class, group));
	}

}
