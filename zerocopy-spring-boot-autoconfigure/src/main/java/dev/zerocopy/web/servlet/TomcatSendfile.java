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
import java.util.List;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.transfer.FallbackReason;

/**
 * Has Tomcat send a file, by the request attributes that its own servlet for files uses.
 * <p>
 * Tomcat takes a path, and opens it when the request is over for the application: what
 * the path leads to by then need not be what the head describes, nor beneath the root. So
 * it is given the name of a descriptor of the cached file, which leads to the same inode
 * whatever happens to the path, and the file is kept until the {@linkplain ContainerTurns
 * turn} of the thread ends, when Tomcat has its own.
 */
final class TomcatSendfile {

	private static final Log logger = LogFactory.getLog(TomcatSendfile.class);

	private static final String SUPPORT = "org.apache.tomcat.sendfile.support";

	private static final String FILE_NAME = "org.apache.tomcat.sendfile.filename";

	private static final String START = "org.apache.tomcat.sendfile.start";

	private static final String END = "org.apache.tomcat.sendfile.end";

	private static final String REQUEST = "org.apache.catalina.connector.RequestFacade";

	private static final String RESPONSE = "org.apache.catalina.connector.ResponseFacade";

	/**
	 * Wrappers around every response that Spring Security filters. They wait for the
	 * commit, check header fields or encode URLs, and let the body pass.
	 */
	private static final Set<String> TRANSPARENT = Set.of(
			"org.springframework.security.web.header.HeaderWriterFilter$HeaderWriterResponse",
			"org.springframework.security.web.firewall.FirewalledResponse",
			"org.springframework.security.web.session.DisableEncodeUrlFilter$DisableEncodeUrlResponseWrapper",
			"org.springframework.security.web.context.HttpSessionSecurityContextRepository$SaveToSessionResponseWrapper");

	/**
	 * Elsewhere Tomcat does not look at the attributes (after an asynchronous dispatch),
	 * or the response is not ours alone.
	 */
	private static final Set<DispatcherType> DISPATCHES = Set.of(DispatcherType.REQUEST, DispatcherType.FORWARD);

	private final ContainerTurns turns;

	TomcatSendfile(ContainerTurns turns) {
		this.turns = turns;
	}

	/**
	 * Find out whether a response can be sent so.
	 * @return why not, or {@code null} if it can
	 */
	@Nullable FallbackReason obstacle(HttpServletRequest request, HttpServletResponse response, List<BodySegment> body) {
		if (request.getProtocol().startsWith("HTTP/2")) {
			return FallbackReason.HTTP2;
		}
		ContainerTurns.Turn turn = this.turns.current();
		if (turn == null) {
			return FallbackReason.SERVER;
		}
		if (turn.obstacle() != null) {
			return turn.obstacle();
		}
		if (!Boolean.TRUE.equals(request.getAttribute(SUPPORT)) || !DISPATCHES.contains(request.getDispatcherType())
				|| request.isAsyncStarted() || response.isCommitted() || !contiguous(body)
				|| !innermost(request).getClass().getName().equals(REQUEST)) {
			return FallbackReason.SERVER;
		}
		return passesBodies(response) ? null : FallbackReason.DECORATED;
	}

	/**
	 * Return the request that Tomcat looks at, whatever wrappers make of attributes.
	 */
	private static ServletRequest innermost(ServletRequest request) {
		ServletRequest current = request;
		while (current instanceof ServletRequestWrapper wrapper) {
			current = wrapper.getRequest();
		}
		return current;
	}

	private static boolean contiguous(List<BodySegment> body) {
		return body.size() == 1 && body.get(0) instanceof FileSlice slice && slice.length() > 0;
	}

	private static boolean passesBodies(HttpServletResponse response) {
		ServletResponse current = response;
		while (current instanceof ServletResponseWrapper wrapper
				&& TRANSPARENT.contains(current.getClass().getName())) {
			current = wrapper.getResponse();
		}
		return current.getClass().getName().equals(RESPONSE);
	}

	/**
	 * Return the name by which Tomcat can open a file.
	 * @param file the file, retained by the caller
	 * @return the name, or {@code null} if it has none
	 */
	@Nullable String nameOf(CachedFile file) {
		try {
			return file.descriptorName();
		}
		catch (IOException ex) {
			logger.debug("A file is sent in chunks: " + ex);
			return null;
		}
	}

	/**
	 * Hand a body over to Tomcat and commit the response, so that nothing that happens
	 * afterwards in this request can give the body another head.
	 * @param request a request whose response has no {@linkplain #obstacle obstacle}
	 * @param response the response, with its head
	 * @param file the file, retained by the caller
	 * @param name its name
	 * @param slice what to send of it
	 */
	void send(ServletRequest request, HttpServletResponse response, CachedFile file, String name, FileSlice slice)
			throws IOException {
		ContainerTurns.Turn turn = this.turns.current();
		if (turn == null) {
			throw new IllegalStateException("Files are handed over in a turn of the container only");
		}
		turn.keep(file);
		ServletRequest attributes = innermost(request);
		attributes.setAttribute(START, slice.offset());
		attributes.setAttribute(END, slice.offset() + slice.length());
		attributes.setAttribute(FILE_NAME, name);
		try {
			response.flushBuffer();
		}
		finally {
			if (!response.isCommitted()) {
				attributes.removeAttribute(FILE_NAME);
			}
		}
	}

}
