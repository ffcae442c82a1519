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

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.path.SafePath;

/**
 * What a request path stands for on a mount.
 */
public sealed interface Resolution {

	/**
	 * A file to be served.
	 *
	 * @param path path of the original file relative to the root of the mount
	 * @param file the file whose bytes are sent; not retained
	 * @param coding the coding of those bytes
	 * @param negotiated whether another request could have been given another coding
	 */
	record Found(String path, CachedFile file, ContentCoding coding, boolean negotiated) implements Resolution {

	}

	/**
	 * A directory without an index whose content is to be shown.
	 *
	 * @param directory the directory relative to the root of the mount
	 */
	record Listing(SafePath directory) implements Resolution {

	}

	/**
	 * A directory with an index or a listing, requested without its trailing slash.
	 */
	record MissingSlash() implements Resolution {

	}

	/**
	 * A file, but in no coding that the client accepts.
	 *
	 * @param path path of the original file relative to the root of the mount
	 */
	record NotAcceptable(String path) implements Resolution {

	}

	/**
	 * Nothing to serve: another handler may know the path.
	 */
	record NotFound() implements Resolution {

	}

	/**
	 * The file system could not answer now.
	 *
	 * @param reason what went wrong
	 */
	record Unavailable(String reason) implements Resolution {

	}

}
