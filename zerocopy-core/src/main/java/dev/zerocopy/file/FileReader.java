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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Set;

import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.representation.FileFacts;
import dev.zerocopy.transport.DescriptorNames;
import dev.zerocopy.transport.PageControl;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a regular file, reads it if it is small, and makes sure that what is known of it
 * is of what was opened: the name is looked at before and after.
 */
final class FileReader {

	/** Beyond what HTTP can write, and a file system can store nonsense. */
	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	/** What every file system that has blocks can do. */
	private static final int LEAST_ALIGNMENT = 4096;

	private static final int LARGEST_ALIGNMENT = 1024 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(FileReader.class);

	private final MemoryAdmission admission;

	private final long smallestDirect;

	private final ResourceLedger ledger;

	/**
	 * Create an instance.
	 * @param admission decides which files are read into memory
	 * @param smallestDirect size of the smallest file to be opened past the page cache
	 * @param ledger counts what is opened
	 */
	FileReader(MemoryAdmission admission, long smallestDirect, ResourceLedger ledger) {
		this.admission = admission;
		this.smallestDirect = smallestDirect;
		this.ledger = ledger;
	}

	/**
	 * Open a file, or go on with the one opened before if it is still the same.
	 * @param file what the walk found
	 * @param siblings what lay beside it
	 * @param observedAt a moment before the walk began
	 * @param previous what the path stood for before, retained by the caller
	 * @param last whether to make do with a file that is being written
	 * @return the file, with one reference for the caller
	 * @throws ConcurrentChangeException if the file changed on the way
	 */
	CachedFile read(Found.RegularFile file, Set<ContentCoding> siblings, Instant observedAt,
			@Nullable CachedFile previous, boolean last) throws IOException {
		FileFacts facts = facts(file, file.attributes(), observedAt);
		if (previous != null && reusable(previous, facts) && previous.retain()) {
			return new CachedFile(facts, siblings, previous.resource());
		}
		FileChannel channel = open(file);
		DirectFile direct = null;
		boolean kept = false;
		try {
			direct = (file.attributes().size() >= this.smallestDirect) ? openDirect(file) : null;
			BasicFileAttributes opened = file.directory().attributes(file.name());
			long size = channel.size();
			if (!FileIdentity.sameInode(file.attributes(), opened) || opened.size() > size) {
				throw changed(file);
			}
			boolean still = FileIdentity.unchanged(file.attributes(), opened) && size == opened.size();
			if (!still && !last) {
				throw changed(file);
			}
			if (still && this.admission.admits(opened.size(), previous != null)) {
				ByteBuf content = content(channel, (int) opened.size());
				if (content != null) {
					if (verified(file, opened, content)) {
						return new CachedFile(facts, siblings, FileResource.inMemory(content, this.ledger));
					}
					content.release();
					if (!last) {
						throw changed(file);
					}
				}
			}
			this.ledger.fileOpened();
			kept = true;
			facts = facts(file, opened, observedAt);
			String identity = FileIdentity.of(opened, path(file));
			FilePages pages = new FilePages(channel, path(file), identity, facts.size(), PageControl.detect());
			FileName name = new FileName(path(file), identity, DescriptorNames.detect());
			return new CachedFile(facts, siblings, FileResource.open(channel, direct, pages, name, this.ledger));
		}
		finally {
			if (!kept) {
				channel.close();
				if (direct != null) {
					direct.channel().close();
				}
			}
		}
	}

	/**
	 * Bytes in memory can stand for equal facts only if these were settled when the bytes
	 * were read. An open file shows what it has now anyway, but its time to be read into
	 * memory may have come.
	 */
	private boolean reusable(CachedFile previous, FileFacts facts) {
		if (!previous.facts().sameContent(facts)) {
			return false;
		}
		return (previous.channel() != null) ? !this.admission.admits(facts.size(), true) : previous.facts().settled();
	}

	private FileChannel open(Found.RegularFile file) throws IOException {
		try {
			return file.directory().openFile(file.name());
		}
		catch (IOException ex) {
			if (!FileIdentity.sameInode(file.attributes(), file.directory().attributes(file.name()))) {
				throw changed(file);
			}
			throw ex;
		}
	}

	private static @Nullable DirectFile openDirect(Found.RegularFile file) {
		try {
			long block = Files.getFileStore(file.directory().path()).getBlockSize();
			if (block > LARGEST_ALIGNMENT || Long.bitCount(block) != 1) {
				throw new IOException("Blocks of " + block + " bytes are not supported");
			}
			return new DirectFile(file.directory().openDirectFile(file.name()), (int) Math.max(block, LEAST_ALIGNMENT));
		}
		catch (IOException ex) {
			logger.debug("{} is read through the page cache: {}", path(file), ex.toString());
			return null;
		}
	}

	private static boolean verified(Found.RegularFile file, BasicFileAttributes opened, ByteBuf content)
			throws IOException {
		return content.readableBytes() == opened.size()
				&& FileIdentity.unchanged(opened, file.directory().attributes(file.name()));
	}

	private static @Nullable ByteBuf content(FileChannel channel, int size) throws IOException {
		ByteBuf content;
		try {
			content = Unpooled.directBuffer(size, size);
		}
		catch (OutOfMemoryError ex) {
			// The limit of direct memory, not of the heap: an open file needs none
			return null;
		}
		try {
			while (content.isWritable()) {
				if (content.writeBytes(channel, content.writerIndex(), content.writableBytes()) < 0) {
					break;
				}
			}
			return content;
		}
		catch (IOException | RuntimeException ex) {
			content.release();
			throw ex;
		}
	}

	private static FileFacts facts(Found.RegularFile file, BasicFileAttributes attributes, Instant observedAt) {
		Instant modified = attributes.lastModifiedTime().toInstant();
		modified = modified.isBefore(EARLIEST) ? EARLIEST : modified;
		modified = modified.isAfter(LATEST) ? LATEST : modified;
		return new FileFacts(attributes.size(), modified, FileIdentity.of(attributes, path(file)), observedAt);
	}

	private static Path path(Found.RegularFile file) {
		return file.directory().path().resolve(file.name());
	}

	private static ConcurrentChangeException changed(Found.RegularFile file) {
		return new ConcurrentChangeException(path(file));
	}

}
