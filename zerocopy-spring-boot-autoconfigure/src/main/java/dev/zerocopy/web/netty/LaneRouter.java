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

package dev.zerocopy.web.netty;

import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.StaticFiles;

/**
 * Decides which requests are for the lane. Whatever is odd about a request is left to
 * WebFlux, which then answers it as it always did.
 */
final class LaneRouter {

	private static final int KNOWN_TARGETS = 4096;

	private final StaticFiles files;

	private final String basePath;

	private final List<PathPattern> crossOrigin;

	private final KnownTargets<MountMatch> known = new KnownTargets<>(KNOWN_TARGETS);

	/**
	 * Create a router.
	 * @param files the directories to serve
	 * @param basePath what precedes the path within the application, or nothing
	 * @param crossOrigin paths to which WebFlux applies cross-origin rules
	 */
	LaneRouter(StaticFiles files, String basePath, List<PathPattern> crossOrigin) {
		this.files = files;
		this.basePath = basePath;
		this.crossOrigin = List.copyOf(crossOrigin);
	}

	/**
	 * Find the mount that answers a request in the lane.
	 * @param request the request
	 * @return the mount and the path, or {@code null} if the request is for WebFlux
	 */
	@Nullable MountMatch match(HttpRequest request) {
		if (!isPlain(request)) {
			return null;
		}
		String target = request.uri();
		MountMatch match = this.known.get(target);
		if (match == null) {
			match = match(target);
			if (match != null) {
				this.known.put(target, match);
			}
		}
		return match;
	}

	/**
	 * Return what a request says of the encodings its client accepts.
	 * @param request the request
	 * @return the values of {@code Accept-Encoding}, in most cases one
	 */
	static List<String> acceptEncoding(HttpRequest request) {
		HttpHeaders headers = request.headers();
		return headers.contains(HttpHeaderNames.ACCEPT_ENCODING) ? headers.getAll(HttpHeaderNames.ACCEPT_ENCODING)
				: List.of();
	}

	private @Nullable MountMatch match(String target) {
		String path = RequestTarget.path(target, this.basePath);
		if (path == null || !(PathDecoder.decode(path) instanceof SafePath safe)) {
			return null;
		}
		MountMatch match = this.files.match(safe);
		if (match == null || match.mount().options().engine() != Engine.NETTY) {
			return null;
		}
		return isCrossOrigin(path) ? null : match;
	}

	private static boolean isPlain(HttpRequest request) {
		HttpMethod method = request.method();
		HttpHeaders headers = request.headers();
		if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
			// OPTIONS with an origin may be a preflight
			if (!HttpMethod.OPTIONS.equals(method) || headers.contains(HttpHeaderNames.ORIGIN)) {
				return false;
			}
		}
		HttpVersion version = request.protocolVersion();
		return request.decoderResult().isSuccess()
				&& (HttpVersion.HTTP_1_1.equals(version) || HttpVersion.HTTP_1_0.equals(version))
				&& hasPlainHost(headers.get(HttpHeaderNames.HOST), version)
				&& !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
				&& !headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && !headers.contains(HttpHeaderNames.UPGRADE)
				&& !headers.contains(HttpHeaderNames.EXPECT);
	}

	/** Reactor Netty refuses what it can not make an address of. */
	private static boolean hasPlainHost(@Nullable String host, HttpVersion version) {
		if (host == null) {
			return !HttpVersion.HTTP_1_1.equals(version);
		}
		boolean port = false;
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			boolean digit = c >= '0' && c <= '9';
			boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
			if (port ? !digit : !digit && !letter && c != ':') {
				return false;
			}
			port = port || c == ':';
		}
		return !host.isEmpty() && host.charAt(0) != ':' && host.charAt(host.length() - 1) != ':';
	}

	private boolean isCrossOrigin(String path) {
		if (this.crossOrigin.isEmpty()) {
			return false;
		}
		PathContainer container = PathContainer.parsePath(path);
		return this.crossOrigin.stream().anyMatch((pattern) -> pattern.matches(container));
	}

}
