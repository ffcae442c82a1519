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

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.representation.ContentTypes;
import dev.zerocopy.http.representation.PathGlobs;
import dev.zerocopy.transfer.TransferPreference;
import dev.zerocopy.transfer.TransferSettings;

/**
 * How one directory is served.
 *
 * @param name what meters and messages call the mount
 * @param path the URL prefix; the root path for a mount of everything
 * @param root the directory
 * @param engine what answers requests
 * @param hiddenFiles what happens to names that begin with a dot
 * @param index names tried, in this order, when a directory is requested
 * @param fallback the file that answers navigation requests nothing else answers, or
 * {@code null}
 * @param listing what answers for a directory without an index
 * @param listingMaxEntries most entries shown of one directory, at least 1
 * @param contentTypes types by file name
 * @param cacheControl {@code Cache-Control} values by path
 * @param attachments paths served with {@code Content-Disposition: attachment}
 * @param headers fields added to every response
 * @param transfer what the configuration says about the way bytes are sent
 * @param settings how bodies are sent
 * @param files how files are opened and kept
 */
public record MountOptions(String name, SafePath path, Path root, Engine engine, HiddenFiles hiddenFiles,
		List<String> index, @Nullable SafePath fallback, ListingMode listing, int listingMaxEntries,
		ContentTypes contentTypes, PathGlobs<String> cacheControl, PathGlobs<Boolean> attachments,
		List<HeaderField> headers, TransferPreference transfer, TransferSettings settings, FileCacheOptions files) {

	public MountOptions {
		index = List.copyOf(index);
		headers = List.copyOf(headers);
	}

}
