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

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.ResponsePlan;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.transfer.TransferChoice;

/**
 * A response on its way, to be counted and logged when it has ended.
 *
 * @param context where it is written
 * @param request what was asked
 * @param mount the mount that answers
 * @param plan the response
 * @param choice how its body travels
 * @param keepAlive whether the connection stays open after it
 * @param logged whether it goes to the access log
 * @param started when it was begun, by {@link System#nanoTime()}
 */
record Answer(ChannelHandlerContext context, HttpRequest request, Mount mount, ResponsePlan plan, TransferChoice choice,
		boolean keepAlive, boolean logged, long started) {

	void begin() {
		this.mount.stats().started(this.choice.reason());
	}

	void end() {
		long nanos = nanos();
		this.mount.stats().finished(this.plan.status(), this.choice.way(), nanos);
		log(nanos);
	}

	/** Instead of begin and end. */
	void endAtOnce() {
		long nanos = nanos();
		this.mount.stats().answered(this.plan.status(), this.choice.way(), nanos);
		log(nanos);
	}

	private long nanos() {
		return System.nanoTime() - this.started;
	}

	private void log(long nanos) {
		if (this.logged) {
			LaneAccessLog.log(this.context.channel(), this.request, this.plan.status(), contentLength(),
					TimeUnit.NANOSECONDS.toMillis(nanos));
		}
	}

	private String contentLength() {
		for (HeaderField field : this.plan.fields()) {
			if (field.name().equals("Content-Length")) {
				return field.value();
			}
		}
		return "-";
	}

}
