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

/**
 * Looks at the first bytes of a connection.
 */
public interface HeadReader {

	/**
	 * More bytes, or the end of the stream, have arrived.
	 * @param head all bytes so far; the reader may skip bytes that must not be passed on
	 * but must not keep or release the buffer
	 * @param ended whether the peer has finished sending
	 * @return whether to read on; ignored after the end
	 */
	boolean read(ByteBuf head, boolean ended);

}
