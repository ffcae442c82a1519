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

package dev.zerocopy.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.HiddenFiles;
import dev.zerocopy.mount.ListingMode;
import dev.zerocopy.transfer.PageCachePolicy;
import dev.zerocopy.transfer.TransferPreference;

/**
 * Configuration properties for serving directories.
 *
 * @param enabled Whether directories are served.
 * @param root Directory to serve.
 * @param path URL prefix beneath which the directory is served.
 * @param engine What answers requests. "netty" answers before WebFlux, so that no
 * WebFilter, Spring Security included, sees the request.
 * @param transfer How bytes are sent. Small files are sent from memory only with "auto".
 * @param index Names of the files that answer for a directory, in order of preference.
 * @param fallback File that answers navigation requests nothing else answers, for
 * single-page applications.
 * @param listing What answers for a directory without an index: nothing, or a page that
 * shows its content, as JSON for clients that prefer it.
 * @param listingMaxEntries Most entries shown of one directory.
 * @param hiddenFiles Whether names that begin with a dot are served. ".well-known" always
 * is.
 * @param symlinks Which symbolic links are followed.
 * @param precompressed Content codings looked for beside each file, in order of
 * preference.
 * @param charset Charset announced for text, or empty for none.
 * @param mimeTypes Media types by file extension, over the built-in ones.
 * @param cacheControl Values of Cache-Control by path pattern. A pattern without a slash
 * matches file names; "**" is the default. Keys need brackets, such as "[*.css]".
 * @param headers Fields added to every response.
 * @param attachment Path patterns of files to be saved instead of displayed.
 * @param writeTimeout Time a client may accept no byte before its connection is closed.
 * Zero waits for ever.
 * @param rateLimit Speed at which a connection is sent files, in bytes a second. Zero is
 * unlimited. Files of a mount with a limit are not held in memory.
 * @param rateLimitAfter Bytes a connection is sent before the rate limit applies.
 * @param pageCache What becomes of the page cache when large files are sent: "keep"
 * leaves it to the kernel, "drop-behind" gives pages back unless they were there before,
 * "direct" reads past it.
 * @param pageCacheThreshold Size from which on a file is large.
 * @param memory Small files held in memory.
 * @param openFiles Files kept open.
 * @param mounts More directories, by name. Each takes the options above that it does not
 * set itself.
 */
@ConfigurationProperties("zerocopy.static")
public record StaticFileProperties(@DefaultValue("true") boolean enabled, @Nullable String root,
		@DefaultValue("/") String path, @DefaultValue("webflux") Engine engine,
		@DefaultValue("auto") TransferPreference transfer, @DefaultValue("index.html") List<String> index,
		@Nullable String fallback, @DefaultValue("none") ListingMode listing,
		@DefaultValue("100000") int listingMaxEntries, @DefaultValue("deny") HiddenFiles hiddenFiles,
		@DefaultValue("within-root") SymlinkPolicy symlinks, @DefaultValue( {
				"br", "zstd", "gzip" }) List<ContentCoding> precompressed,
		@DefaultValue("utf-8") String charset, @DefaultValue Map<String, String> mimeTypes,
		@DefaultValue Map<String, String> cacheControl, @DefaultValue Map<String, String> headers,
		@DefaultValue List<String> attachment, @DefaultValue("60s") Duration writeTimeout,
		@DefaultValue("0B") DataSize rateLimit, @DefaultValue("0B") DataSize rateLimitAfter,
		@DefaultValue("keep") PageCachePolicy pageCache, @DefaultValue("64MB") DataSize pageCacheThreshold,
		@DefaultValue Memory memory, @DefaultValue OpenFiles openFiles, @DefaultValue Map<String, Mount> mounts){

	/**
	 * Small files held in memory, for each mount.
	 *
	 * @param maxFileSize Largest file held in memory. Zero holds none.
	 * @param maxTotalSize Memory all files of a mount may take.
	 */
	public record Memory(@DefaultValue("64KB") DataSize maxFileSize, @DefaultValue("64MB") DataSize maxTotalSize) {

	}

	/**
	 * Files kept open, for each mount.
	 *
	 * @param max Most files of a mount kept open.
	 * @param revalidateAfter Time after which a file is looked at again where changes are
	 * not watched.
	 * @param expireAfterAccess Time an unused file is kept open.
	 */
	public record OpenFiles(@DefaultValue("4096") int max, @DefaultValue("1s") Duration revalidateAfter,
			@DefaultValue("60s") Duration expireAfterAccess) {

	}

	/**
	 * One more directory. What is not set is taken from "zerocopy.static".
	 *
	 * @param root Directory to serve.
	 * @param path URL prefix beneath which the directory is served.
	 * @param engine What answers requests.
	 * @param transfer How bytes are sent.
	 * @param index Names of the files that answer for a directory, in order of
	 * preference.
	 * @param fallback File that answers navigation requests nothing else answers.
	 * @param listing What answers for a directory without an index.
	 * @param listingMaxEntries Most entries shown of one directory.
	 * @param hiddenFiles Whether names that begin with a dot are served.
	 * @param symlinks Which symbolic links are followed.
	 * @param precompressed Content codings looked for beside each file, in order of
	 * preference.
	 * @param charset Charset announced for text, or empty for none.
	 * @param mimeTypes Media types by file extension.
	 * @param cacheControl Values of Cache-Control by path pattern.
	 * @param headers Fields added to every response.
	 * @param attachment Path patterns of files to be saved instead of displayed.
	 * @param writeTimeout Time a client may accept no byte before its connection is
	 * closed.
	 * @param rateLimit Speed at which a connection is sent files, in bytes a second.
	 * @param rateLimitAfter Bytes a connection is sent before the rate limit applies.
	 * @param pageCache What becomes of the page cache when large files are sent.
	 * @param pageCacheThreshold Size from which on a file is large.
	 * @param pageCache What becomes of the page cache when large files are sent: "keep"
	 * leaves it to the kernel, "drop-behind" gives pages back unless they were there
	 * before, "direct" reads past it.
	 * @param pageCacheThreshold Size from which on a file is large.
	 * @param memory Small files held in memory.
	 * @param openFiles Files kept open.
	 */
	public record Mount(@Nullable String root, @Nullable String path, @Nullable Engine engine,
			@Nullable TransferPreference transfer, @Nullable List<String> index, @Nullable String fallback,
			@Nullable ListingMode listing, @Nullable Integer listingMaxEntries, @Nullable HiddenFiles hiddenFiles,
			@Nullable SymlinkPolicy symlinks, @Nullable List<ContentCoding> precompressed, @Nullable String charset,
			@Nullable Map<String, String> mimeTypes, @Nullable Map<String, String> cacheControl,
			@Nullable Map<String, String> headers, @Nullable List<String> attachment, @Nullable Duration writeTimeout,
			@Nullable DataSize rateLimit, @Nullable DataSize rateLimitAfter, @Nullable PageCachePolicy pageCache,
			@Nullable DataSize pageCacheThreshold, @Nullable MountMemory memory, @Nullable MountOpenFiles openFiles) {

	}

	/**
	 * Small files held in memory for one mount.
	 *
	 * @param maxFileSize Largest file held in memory.
	 * @param maxTotalSize Memory all files of the mount may take.
	 */
	public record MountMemory(@Nullable DataSize maxFileSize, @Nullable DataSize maxTotalSize) {

	}

	/**
	 * Files kept open for one mount.
	 *
	 * @param max Most files kept open.
	 * @param revalidateAfter Time after which a file is looked at again where changes are
	 * not watched.
	 * @param expireAfterAccess Time an unused file is kept open.
	 */
	public record MountOpenFiles(@Nullable Integer max, @Nullable Duration revalidateAfter,
			@Nullable Duration expireAfterAccess) {

	}

}
