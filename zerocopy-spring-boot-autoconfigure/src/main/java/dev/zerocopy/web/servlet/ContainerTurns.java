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

package dev.zerocopy.web.servlet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.transfer.FallbackReason;

/**
 * Files that a servlet container is about to open by name, kept open until it has done
 * so.
 * <p>
 * A container that sends a file itself opens it once the request is over for the
 * application. So who can tell where the container is beyond that point says so: what is
 * kept while a {@linkplain #begin turn} of a worker thread lasts is given back when the
 * turn ends. Outside of turns nothing can be kept, and files are sent otherwise.
 * Thread-safe; a turn belongs to its thread.
 */
public final class ContainerTurns {

	private final ThreadLocal<@Nullable Turn> current = new ThreadLocal<>();

	private final List<Supplier<@Nullable String>> containers = new CopyOnWriteArrayList<>();

	/**
	 * Add a container that has turns.
	 * @param unavailabilityCause tells why it cannot send files by name, {@code null} if
	 * it can; asked when the container has started
	 */
	public void add(Supplier<@Nullable String> unavailabilityCause) {
		this.containers.add(unavailabilityCause);
	}

	/**
	 * Return why no container can send files by name, as far as is known without a
	 * request.
	 * @return the cause, or {@code null} if one can
	 */
	public @Nullable String unavailabilityCause() {
		String cause = "only Spring Boot's embedded Tomcat with its default connector can send an open file";
		for (Supplier<@Nullable String> container : this.containers) {
			cause = container.get();
			if (cause == null) {
				return null;
			}
		}
		return cause;
	}

	/**
	 * Begin a turn of this thread. Turns can be nested.
	 * @param obstacle why no file can be sent by name on this connection, or {@code null}
	 * @return the turn, to be closed on this thread when the container has opened every
	 * file of the responses written in it
	 */
	public Turn begin(@Nullable FallbackReason obstacle) {
		Turn turn = new Turn(this.current, this.current.get(), obstacle);
		this.current.set(turn);
		return turn;
	}

	/**
	 * Return the turn of this thread.
	 * @return the turn, or {@code null}
	 */
	@Nullable Turn current() {
		return this.current.get();
	}

	/**
	 * What a worker thread of the container does for one connection before it turns to
	 * something else.
	 */
	public static final class Turn implements AutoCloseable {

		private final ThreadLocal<@Nullable Turn> current;

		private final @Nullable Turn outer;

		private final @Nullable FallbackReason obstacle;

		private @Nullable CachedFile file;

		private Turn(ThreadLocal<@Nullable Turn> current, @Nullable Turn outer, @Nullable FallbackReason obstacle) {
			this.current = current;
			this.outer = outer;
			this.obstacle = obstacle;
		}

		@Nullable FallbackReason obstacle() {
			return this.obstacle;
		}

		/**
		 * Keep a file open until this turn ends, or until the next response of this turn
		 * needs another: responses on a connection follow each other.
		 * @param file the file, retained by the caller
		 */
		void keep(CachedFile file) {
			if (!file.retain()) {
				throw new IllegalStateException("File is not retained");
			}
			release();
			this.file = file;
		}

		private void release() {
			if (this.file != null) {
				this.file.release();
				this.file = null;
			}
		}

		@Override
		public void close() {
			if (this.outer != null) {
				this.current.set(this.outer);
			}
			else {
				this.current.remove();
			}
			release();
		}

	}

}
