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

package dev.zerocopy.http.plan;

import java.util.List;

import dev.zerocopy.http.HeaderField;

/**
 * A complete response, decided but not sent.
 *
 * @param status the status code
 * @param fields the header fields; {@code Content-Length} is among them unless the status
 * is 304 or the body is made while it is sent
 * @param body the body in the order to send; empty for HEAD, whatever
 * {@code Content-Length} says
 */
public record ResponsePlan(int status, List<HeaderField> fields, List<BodySegment> body) {

	public ResponsePlan {
		fields = List.copyOf(fields);
		body = List.copyOf(body);
	}

	/**
	 * Whether the length of the body is known before it is sent.
	 * @return {@code false} if the body ends where the framing of the protocol says
	 */
	public boolean hasKnownLength() {
		return this.status == 304
				|| this.fields.stream().anyMatch((field) -> field.name().equalsIgnoreCase("Content-Length"));
	}

	/**
	 * Return the length of the body.
	 * @return the number of bytes to send after the header
	 */
	public long contentLength() {
		long length = 0;
		for (BodySegment segment : this.body) {
			length += segment.length();
		}
		return length;
	}

}
