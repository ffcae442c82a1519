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

package dev.zerocopy.transfer;

/**
 * Told about bytes that left, on an event loop; must not block.
 */
@FunctionalInterface
public interface TransferListener {

	/**
	 * More bytes were accepted by the socket, or by the filter that decorates the
	 * response.
	 * @param way how they were sent
	 * @param bytes how many, since the last call
	 */
	void transferred(TransferWay way, long bytes);

	/**
	 * A body is sent otherwise than the configuration asks for. Unlike
	 * {@link #transferred} called on any thread.
	 * @param reason why
	 */
	default void fallback(FallbackReason reason) {
	}

}
