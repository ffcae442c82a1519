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

/**
 * Decides for one direction whether to copy or to splice. Splice wins from about 8 KiB a
 * read; below, its second system call and the pipe cost more than the copy. Three in a
 * row each way keep a mixed stream from flapping.
 */
final class TransferChoice {

	/**
	 * A read of at least this many bytes looks like a stream.
	 */
	static final int STREAMING = 16 * 1024;

	/**
	 * A splice of fewer bytes than this looks like messages.
	 */
	static final int TRICKLING = 4 * 1024;

	private static final int IN_A_ROW = 3;

	private final boolean adaptive;

	private boolean splicing;

	private int streak;

	TransferChoice(TransferMode mode) {
		this.adaptive = (mode == TransferMode.AUTO);
		this.splicing = (mode == TransferMode.SPLICE);
	}

	private TransferChoice() {
		this.adaptive = false;
	}

	/**
	 * Copy whatever comes: the kernel refused to splice this socket.
	 * @return the choice
	 */
	static TransferChoice copyOnly() {
		return new TransferChoice();
	}

	boolean isSplicing() {
		return this.splicing;
	}

	void copied(int bytes) {
		if (this.adaptive) {
			count(!this.splicing && bytes >= STREAMING);
		}
	}

	void spliced(int bytes) {
		if (this.adaptive) {
			count(this.splicing && bytes < TRICKLING);
		}
	}

	private void count(boolean speaksForChange) {
		this.streak = speaksForChange ? this.streak + 1 : 0;
		if (this.streak == IN_A_ROW) {
			this.splicing = !this.splicing;
			this.streak = 0;
		}
	}

}
