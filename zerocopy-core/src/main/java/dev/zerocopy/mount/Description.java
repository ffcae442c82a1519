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

package dev.zerocopy.mount;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.representation.Representation;

/**
 * A found file as HTTP sees it, made once for each version of the file.
 */
public final class Description {

	private final String path;

	private final ContentCoding coding;

	private final boolean negotiated;

	private final Representation representation;

	private volatile @Nullable Object prepared;

	Description(Resolution.Found found, Representation representation) {
		this.path = found.path();
		this.coding = found.coding();
		this.negotiated = found.negotiated();
		this.representation = representation;
	}

	/**
	 * Whether this describes the same file found in the same way: the copy of a file in
	 * another coding can also be asked for by its own name, and is another resource then.
	 */
	boolean describes(Resolution.Found found) {
		return this.coding == found.coding() && this.negotiated == found.negotiated() && this.path.equals(found.path());
	}

	/**
	 * Return what responses say about the file.
	 * @return the representation
	 */
	public Representation representation() {
		return this.representation;
	}

	/**
	 * Return what an adapter has made of the representation.
	 * @return the object, or {@code null}
	 */
	public @Nullable Object prepared() {
		return this.prepared;
	}

	/**
	 * Keep what an adapter has made of the representation.
	 * @param prepared an object safe for use by several threads
	 */
	public void prepare(Object prepared) {
		this.prepared = prepared;
	}

}
