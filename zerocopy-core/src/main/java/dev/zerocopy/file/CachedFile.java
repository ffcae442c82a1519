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

package dev.zerocopy.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Set;

import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.representation.FileFacts;
import dev.zerocopy.transport.DescriptorNames;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A regular file, open or in memory, and what was known of it at one moment. Immutable: a
 * later observation is another {@code CachedFile}, which shares the open file if the
 * content is the same, so facts never change under a response that was planned from them.
 * <p>
 * To use the channel or the content, {@link #retain()} first and {@link #release()} once
 * when done. What is retained stays usable whatever happens to the cache entry, to the
 * cache or to the name of the file. Thread-safe.
 */
public final class CachedFile implements CacheEntry {

	private final FileFacts facts;

	private final Set<ContentCoding> siblings;

	private final FileResource resource;

	private volatile @Nullable Object attachment;

	CachedFile(FileFacts facts, Set<ContentCoding> siblings, FileResource resource) {
		this.facts = facts;
		this.siblings = siblings;
		this.resource = resource;
	}

	/**
	 * Return what was observed of the very inode the channel or content is of.
	 * @return the facts, with the time of the last look
	 */
	public FileFacts facts() {
		return this.facts;
	}

	/**
	 * Return the codings in which a precompressed copy lay beside the file.
	 * @return the codings, in the order of {@link FileCacheOptions#precompressed()}
	 */
	public Set<ContentCoding> siblings() {
		return this.siblings;
	}

	/**
	 * Keep the file open until {@link #release()}.
	 * @return {@code false} if it was closed already: look the path up again
	 */
	public boolean retain() {
		return this.resource.retain();
	}

	/**
	 * Give back what one successful {@link #retain()} took. Never blocks: the last one to
	 * release has the channel closed on the executor of the cache, since closing a large
	 * file whose name is gone makes the file system free its blocks.
	 * @throws IllegalStateException if released more often than retained
	 */
	public void release() {
		this.resource.release();
	}

	/**
	 * Return the open file, shared by all who use it: read at explicit positions only, do
	 * not close it, and never interrupt a thread that uses it, which would close it for
	 * everybody.
	 * @return the channel, or {@code null} if the content is in memory
	 */
	public @Nullable FileChannel channel() {
		return this.resource.channel();
	}

	/**
	 * Return the whole content, read-only, in a direct buffer. Shared by all who use it:
	 * take a {@link ByteBuf#retainedDuplicate()}, do not move its indexes.
	 * @return the content, or {@code null} if the file is open instead
	 */
	public @Nullable ByteBuf content() {
		return this.resource.content();
	}

	/**
	 * Return what was derived from the facts and kept with them.
	 * @return the attachment, or {@code null}
	 */
	public @Nullable Object attachment() {
		return this.attachment;
	}

	/**
	 * Keep what is derived from the facts as long as they are, instead of deriving it for
	 * every request. It may be lost or replaced at any time.
	 * @param attachment an immutable object
	 */
	public void attach(Object attachment) {
		this.attachment = attachment;
	}

	/**
	 * Return the file opened past the page cache.
	 * @return the file, or {@code null} if it is smaller than
	 * {@link FileCacheOptions#directMinSize()} or the file system refused
	 */
	public @Nullable DirectFile direct() {
		return this.resource.direct();
	}

	/**
	 * Return the pages of the open file in the page cache.
	 * @return the pages, or {@code null} if the content is in memory
	 */
	public @Nullable FilePages pages() {
		return this.resource.pages();
	}

	/**
	 * Return a name by which code of this process that opens files by name opens this
	 * very file, whatever its path leads to by then. It costs a second descriptor, opened
	 * when first asked for and kept as long as the file: the name is good as long as the
	 * file is retained, and may stand for any other file afterwards. May block.
	 * @return an absolute path
	 * @throws IOException if the content is in memory, the platform has no such names
	 * ({@link DescriptorNames}), the path of the file leads to another file already, or
	 * there are too many open files
	 */
	public String descriptorName() throws IOException {
		FileName name = this.resource.name();
		if (name == null) {
			throw new IOException("The content is in memory");
		}
		return name.get();
	}

	FileResource resource() {
		return this.resource;
	}

}
