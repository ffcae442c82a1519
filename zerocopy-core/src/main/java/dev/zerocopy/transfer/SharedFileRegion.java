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

import java.nio.channels.FileChannel;

import io.netty.channel.DefaultFileRegion;

import dev.zerocopy.file.CachedFile;

/**
 * A region of a file that other responses are sending too. It stays a
 * {@link DefaultFileRegion} because Netty's native transports read that class's field,
 * but gives its reference back instead of closing the channel.
 */
final class SharedFileRegion extends DefaultFileRegion {

	private final CachedFile file;

	/**
	 * Create a region that owns one reference to the file.
	 */
	SharedFileRegion(CachedFile file, FileChannel channel, long position, long count) {
		super(channel, position, count);
		this.file = file;
	}

	@Override
	protected void deallocate() {
		this.file.release();
	}

}
