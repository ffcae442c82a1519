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

package dev.zerocopy.web.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.ResponsePlan;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.transfer.TransferChoice;
import dev.zerocopy.transfer.TransferPreference;
import dev.zerocopy.transfer.TransferWay;

/**
 * Carries out response plans on a servlet response.
 */
final class StaticFileResponder {

	private static final TransferChoice SENDFILE = new TransferChoice(TransferWay.SENDFILE, null);

	private final TomcatSendfile sendfile;

	StaticFileResponder(TomcatSendfile sendfile) {
		this.sendfile = sendfile;
	}

	/**
	 * Send a response without a body.
	 */
	void respond(HttpServletResponse response, Mount mount, ResponsePlan plan) throws IOException {
		send(response, mount, plan, TransferChoice.NONE, () -> {
			if (plan.status() == HttpServletResponse.SC_NOT_MODIFIED) {
				// Jetty says of a response it ends itself that it had no content, which
				// would be the length of the file: RFC 9110 section 8.6
				response.flushBuffer();
			}
		});
	}

	/**
	 * Send a response with a body.
	 * @param file the file, retained by the caller until this method returns
	 */
	void respond(HttpServletRequest request, HttpServletResponse response, Mount mount, ResponsePlan plan,
			CachedFile file) throws IOException {
		FallbackReason obstacle = null;
		if (file.content() == null) {
			obstacle = (mount.options().transfer() == TransferPreference.CHUNKED) ? FallbackReason.CONFIGURED
					: this.sendfile.obstacle(request, response, plan.body());
			String name = (obstacle == null) ? this.sendfile.nameOf(file) : null;
			if (name != null) {
				handOver(request, response, mount, plan, file, name);
				return;
			}
		}
		TransferChoice choice = (file.content() != null) ? TransferChoice.MEMORY
				: TransferChoice.chunked((obstacle != null) ? obstacle : FallbackReason.SERVER);
		send(response, mount, plan, choice, () -> {
			ServletOutputStream out = response.getOutputStream();
			FileBody body = new FileBody(file, mount.options().settings());
			for (BodySegment segment : plan.body()) {
				body.write(segment, out, (bytes) -> mount.stats().transferred(choice.way(), bytes));
			}
			response.flushBuffer();
		});
	}

	/**
	 * Leave the body to the container, which does not tell how it went: it counts as sent
	 * when it is handed over.
	 */
	private void handOver(HttpServletRequest request, HttpServletResponse response, Mount mount, ResponsePlan plan,
			CachedFile file, String name) throws IOException {
		FileSlice slice = (FileSlice) plan.body().get(0);
		send(response, mount, plan, SENDFILE, () -> {
			this.sendfile.send(request, response, file, name, slice);
			mount.stats().transferred(TransferWay.SENDFILE, slice.length());
		});
	}

	/**
	 * Send a response whose body is made while it is sent.
	 */
	void respond(HttpServletResponse response, Mount mount, ResponsePlan plan, Iterator<byte[]> body)
			throws IOException {
		send(response, mount, plan, TransferChoice.GENERATED, () -> {
			ServletOutputStream out = response.getOutputStream();
			while (body.hasNext()) {
				byte[] chunk = body.next();
				out.write(ByteBuffer.wrap(chunk));
				mount.stats().transferred(TransferWay.GENERATED, chunk.length);
			}
		});
	}

	private static void send(HttpServletResponse response, Mount mount, ResponsePlan plan, TransferChoice choice,
			Writing writing) throws IOException {
		long started = System.nanoTime();
		mount.stats().started(choice.reason());
		boolean complete = false;
		try {
			apply(plan, response);
			writing.write();
			complete = true;
		}
		finally {
			if (complete || response.isCommitted()) {
				mount.stats().finished(plan.status(), choice.way(), System.nanoTime() - started);
			}
			else {
				mount.stats().abandoned();
				response.reset();
			}
		}
	}

	private static void apply(ResponsePlan plan, HttpServletResponse response) {
		response.setStatus(plan.status());
		for (HeaderField field : plan.fields()) {
			switch (field.name()) {
				case "Content-Length" -> response.setContentLengthLong(Long.parseLong(field.value()));
				case "Content-Type" -> response.setContentType(field.value());
				// other filters may vary the response too
				case "Vary" -> response.addHeader(field.name(), field.value());
				default -> response.setHeader(field.name(), field.value());
			}
		}
	}

	/**
	 * Writes a body.
	 */
	@FunctionalInterface
	private interface Writing {

		void write() throws IOException;

	}

}
