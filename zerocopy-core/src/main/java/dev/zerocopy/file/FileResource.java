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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file or its content in memory, and how many use it. Starts with one reference,
 * of the one who created it.
 */
final class FileResource {

	private static final Logger logger = LoggerFactory.getLogger(FileResource.class);

	private final @Nullable FileChannel channel;

	private final @Nullable DirectFile direct;

	private final @Nullable FilePages pages;

	private final @Nullable FileName name;

	private final @Nullable ByteBuf content;

	private final ResourceLedger ledger;

	private final AtomicInteger references = new AtomicInteger(1);

	private FileResource(@Nullable FileChannel channel, @Nullable DirectFile direct, @Nullable FilePages pages,
			@Nullable FileName name, @Nullable ByteBuf content, ResourceLedger ledger) {
		this.channel = channel;
		this.direct = direct;
		this.pages = pages;
		this.name = name;
		this.content = content;
		this.ledger = ledger;
	}

	/**
	 * Take over an open channel, already counted in the ledger, and what belongs to it.
	 */
	static FileResource open(FileChannel channel, @Nullable DirectFile direct, FilePages pages, FileName name,
			ResourceLedger ledger) {
		return new FileResource(channel, direct, pages, name, null, ledger);
	}

	/**
	 * Take over a buffer with the whole content.
	 */
	static FileResource inMemory(ByteBuf content, ResourceLedger ledger) {
		ledger.contentKept(content.readableBytes());
		return new FileResource(null, null, null, null, content.asReadOnly(), ledger);
	}

	@Nullable FileChannel channel() {
		return this.channel;
	}

	@Nullable DirectFile direct() {
		return this.direct;
	}

	@Nullable FilePages pages() {
		return this.pages;
	}

	@Nullable FileName name() {
		return this.name;
	}

	@Nullable ByteBuf content() {
		return this.content;
	}

	/**
	 * Whether the file can still be read. A thread that is interrupted while it reads
	 * closes the channel under everybody else.
	 */
	boolean usable() {
		return (this.channel == null || this.channel.isOpen())
				&& (this.direct == null || this.direct.channel().isOpen());
	}

	boolean retain() {
		if (!usable()) {
			return false;
		}
		int count = this.references.get();
		while (count > 0) {
			if (this.references.compareAndSet(count, count + 1)) {
				return true;
			}
			count = this.references.get();
		}
		return false;
	}

	void release() {
		release(this.ledger.closer());
	}

	/**
	 * Give back one reference.
	 * @param closer what runs the closing of the channel if it was the last one
	 */
	void release(Executor closer) {
		int count = this.references.decrementAndGet();
		if (count < 0) {
			this.references.incrementAndGet();
			throw new IllegalStateException("File released more often than retained");
		}
		if (count > 0) {
			return;
		}
		if (this.content != null) {
			this.ledger.contentDropped(this.content.readableBytes());
			this.content.release();
		}
		if (this.channel != null) {
			closer.execute(this::closeFile);
		}
	}

	/**
	 * Whether nobody but one holder, in practice the cache, has a reference.
	 */
	boolean idle() {
		return this.references.get() == 1;
	}

	/** Each by itself: one that cannot be closed is no reason to leave another open. */
	private void closeFile() {
		try {
			if (this.pages != null) {
				this.pages.close();
			}
			if (this.name != null) {
				this.name.close();
			}
		}
		finally {
			if (this.direct != null) {
				close(this.direct.channel());
			}
			if (this.channel != null) {
				close(this.channel);
			}
			this.ledger.fileClosed();
		}
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			logger.debug("Closing a cached file failed", ex);
		}
	}

}
