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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.HiddenFiles;
import dev.zerocopy.mount.ListingMode;
import dev.zerocopy.transfer.PageCachePolicy;
import dev.zerocopy.transfer.TransferPreference;

/**
 * The settings of one mount: its own where it has them, those of all mounts otherwise.
 */
class MountSettings {

	static final String PREFIX = "zerocopy.static.";

	private static final String DEFAULT_NAME = "default";

	private final String name;

	private final StaticFileProperties common;

	private final StaticFileProperties.@Nullable Mount own;

	/**
	 * Settings of the mount that {@code zerocopy.static.root} describes.
	 */
	MountSettings(StaticFileProperties common) {
		this.name = DEFAULT_NAME;
		this.common = common;
		this.own = null;
	}

	/**
	 * Settings of one of {@code zerocopy.static.mounts}.
	 */
	MountSettings(String name, StaticFileProperties.Mount own, StaticFileProperties common) {
		this.name = name;
		this.common = common;
		this.own = own;
	}

	String name() {
		return this.name;
	}

	Setting<@Nullable String> root() {
		return (this.own != null) ? new Setting<>(ownProperty("root"), this.own.root())
				: new Setting<>(PREFIX + "root", this.common.root());
	}

	Setting<@Nullable String> path() {
		return (this.own != null) ? new Setting<>(ownProperty("path"), this.own.path())
				: new Setting<>(PREFIX + "path", this.common.path());
	}

	Setting<@Nullable String> fallback() {
		return (this.own != null) ? new Setting<>(ownProperty("fallback"), this.own.fallback())
				: new Setting<>(PREFIX + "fallback", this.common.fallback());
	}

	Setting<Engine> engine() {
		return setting("engine", StaticFileProperties.Mount::engine, this.common.engine());
	}

	Setting<TransferPreference> transfer() {
		return setting("transfer", StaticFileProperties.Mount::transfer, this.common.transfer());
	}

	Setting<List<String>> index() {
		return setting("index", StaticFileProperties.Mount::index, this.common.index());
	}

	Setting<ListingMode> listing() {
		return setting("listing", StaticFileProperties.Mount::listing, this.common.listing());
	}

	Setting<Integer> listingMaxEntries() {
		return setting("listing-max-entries", StaticFileProperties.Mount::listingMaxEntries,
				this.common.listingMaxEntries());
	}

	Setting<HiddenFiles> hiddenFiles() {
		return setting("hidden-files", StaticFileProperties.Mount::hiddenFiles, this.common.hiddenFiles());
	}

	Setting<SymlinkPolicy> symlinks() {
		return setting("symlinks", StaticFileProperties.Mount::symlinks, this.common.symlinks());
	}

	Setting<List<ContentCoding>> precompressed() {
		return setting("precompressed", StaticFileProperties.Mount::precompressed, this.common.precompressed());
	}

	Setting<String> charset() {
		return setting("charset", StaticFileProperties.Mount::charset, this.common.charset());
	}

	Setting<Map<String, String>> mimeTypes() {
		return setting("mime-types", StaticFileProperties.Mount::mimeTypes, this.common.mimeTypes());
	}

	Setting<Map<String, String>> cacheControl() {
		return setting("cache-control", StaticFileProperties.Mount::cacheControl, this.common.cacheControl());
	}

	Setting<Map<String, String>> headers() {
		return setting("headers", StaticFileProperties.Mount::headers, this.common.headers());
	}

	Setting<List<String>> attachment() {
		return setting("attachment", StaticFileProperties.Mount::attachment, this.common.attachment());
	}

	Setting<Duration> writeTimeout() {
		return setting("write-timeout", StaticFileProperties.Mount::writeTimeout, this.common.writeTimeout());
	}

	Setting<DataSize> rateLimit() {
		return setting("rate-limit", StaticFileProperties.Mount::rateLimit, this.common.rateLimit());
	}

	Setting<DataSize> rateLimitAfter() {
		return setting("rate-limit-after", StaticFileProperties.Mount::rateLimitAfter, this.common.rateLimitAfter());
	}

	Setting<PageCachePolicy> pageCache() {
		return setting("page-cache", StaticFileProperties.Mount::pageCache, this.common.pageCache());
	}

	Setting<DataSize> pageCacheThreshold() {
		return setting("page-cache-threshold", StaticFileProperties.Mount::pageCacheThreshold,
				this.common.pageCacheThreshold());
	}

	Setting<DataSize> memoryMaxFileSize() {
		return memory("memory.max-file-size", StaticFileProperties.MountMemory::maxFileSize,
				this.common.memory().maxFileSize());
	}

	Setting<DataSize> memoryMaxTotalSize() {
		return memory("memory.max-total-size", StaticFileProperties.MountMemory::maxTotalSize,
				this.common.memory().maxTotalSize());
	}

	Setting<Integer> openFilesMax() {
		return openFiles("open-files.max", StaticFileProperties.MountOpenFiles::max, this.common.openFiles().max());
	}

	Setting<Duration> revalidateAfter() {
		return openFiles("open-files.revalidate-after", StaticFileProperties.MountOpenFiles::revalidateAfter,
				this.common.openFiles().revalidateAfter());
	}

	Setting<Duration> expireAfterAccess() {
		return openFiles("open-files.expire-after-access", StaticFileProperties.MountOpenFiles::expireAfterAccess,
				this.common.openFiles().expireAfterAccess());
	}

	private <T> Setting<T> memory(String property, Function<StaticFileProperties.MountMemory, @Nullable T> getter,
			T common) {
		return setting(property, (mount) -> (mount.memory() != null) ? getter.apply(mount.memory()) : null, common);
	}

	private <T> Setting<T> openFiles(String property, Function<StaticFileProperties.MountOpenFiles, @Nullable T> getter,
			T common) {
		return setting(property, (mount) -> (mount.openFiles() != null) ? getter.apply(mount.openFiles()) : null,
				common);
	}

	private <T> Setting<T> setting(String property, Function<StaticFileProperties.Mount, @Nullable T> getter,
			T common) {
		T own = (this.own != null) ? getter.apply(this.own) : null;
		return (own != null) ? new Setting<>(ownProperty(property), own) : new Setting<>(PREFIX + property, common);
	}

	private String ownProperty(String property) {
		return PREFIX + "mounts." + this.name + "." + property;
	}

}
