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

import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.ResponsePlan;

/**
 * The response to a GET without conditions, which is the same for every client until the
 * file changes, but for {@code Date}. Its header is put together once a second. Safe for
 * use by several threads.
 */
final class PreparedResponse {

	private static final AsciiString DATE = AsciiString.cached("Date");

	private final ResponsePlan plan;

	private final CharSequence[] fields;

	private volatile @Nullable Dated dated;

	PreparedResponse(ResponsePlan plan) {
		this.plan = plan;
		List<CharSequence> fields = new ArrayList<>();
		fields.add(DATE);
		fields.add("");
		for (HeaderField field : plan.fields()) {
			fields.add(new AsciiString(field.name()));
			fields.add(new AsciiString(field.value()));
		}
		this.fields = fields.toArray(CharSequence[]::new);
	}

	ResponsePlan plan() {
		return this.plan;
	}

	/**
	 * Return the header.
	 * @param date the value of {@code Date}
	 * @return an immutable header, shared between responses
	 */
	HttpHeaders headers(String date) {
		Dated dated = this.dated;
		if (dated == null || !dated.date().equals(date)) {
			CharSequence[] fields = this.fields.clone();
			fields[1] = new AsciiString(date);
			dated = new Dated(date, new ReadOnlyHttpHeaders(false, fields));
			this.dated = dated;
		}
		return dated.headers();
	}

	/**
	 * Return the header of any response.
	 * @param plan the response
	 * @param date the value of {@code Date}
	 * @return a header of its own
	 */
	static HttpHeaders headers(ResponsePlan plan, String date) {
		HttpHeaders headers = new DefaultHttpHeaders();
		headers.add(DATE, date);
		for (HeaderField field : plan.fields()) {
			headers.add(field.name(), field.value());
		}
		return headers;
	}

	private record Dated(String date, HttpHeaders headers) {

	}

}
