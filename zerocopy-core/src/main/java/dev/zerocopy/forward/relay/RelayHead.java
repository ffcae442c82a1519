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

package dev.zerocopy.forward.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What the upstream receives before the bytes still in the client's socket.
 *
 * @param bytes a preamble and the head already read from the client
 * @param preambleLength how many of the bytes are the preamble, which is not counted as
 * data of the client
 */
record RelayHead(ByteBuf bytes, int preambleLength) {

	/**
	 * Join both parts.
	 * @param preamble the preamble, taken over
	 * @param head the head, taken over
	 * @return the joined bytes, {@code null} if there are none
	 */
	static @Nullable RelayHead of(@Nullable ByteBuf preamble, @Nullable ByteBuf head) {
		if (preamble == null) {
			return (head != null) ? new RelayHead(head, 0) : null;
		}
		int length = preamble.readableBytes();
		int headLength = (head != null) ? head.readableBytes() : 0;
		ByteBuf joined = PooledByteBufAllocator.DEFAULT.directBuffer(length + headLength);
		joined.writeBytes(preamble);
		preamble.release();
		if (head != null) {
			joined.writeBytes(head);
			head.release();
		}
		return new RelayHead(joined, length);
	}

}
