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

package dev.zerocopy.benchmarks.peer.app;

import java.util.Set;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import dev.zerocopy.benchmarks.peer.FileTarget;

/**
 * A Vert.x server of files, with one event loop for each instance of its verticle.
 */
public final class VertxMain extends VerticleBase {

	private final String[] args;

	private VertxMain(String[] args) {
		this.args = args;
	}

	/**
	 * Run the server.
	 * @param args port, number of event loops, directory, and for TLS certificate and key
	 */
	public static void main(String[] args) {
		int loops = Integer.parseInt(args[1]);
		Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
		vertx.deployVerticle(() -> new VertxMain(args), new DeploymentOptions().setInstances(loops))
			.onFailure((cause) -> {
				System.err.println(cause);
				vertx.close();
			});
	}

	@Override
	public Future<?> start() {
		HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1")
			.setPort(Integer.parseInt(this.args[0]))
			.setAcceptBacklog(4096);
		if (this.args.length > 3) {
			options.setSsl(true)
				.setUseAlpn(true)
				.setEnabledSecureTransportProtocols(Set.of(FileTarget.Certificate.PROTOCOL))
				.addEnabledCipherSuite(FileTarget.Certificate.CIPHER)
				.setKeyCertOptions(new PemKeyCertOptions().setCertPath(this.args[3]).setKeyPath(this.args[4]));
		}
		Router router = Router.router(this.vertx);
		router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, this.args[2]));
		return this.vertx.createHttpServer(options).requestHandler(router).listen();
	}

}
