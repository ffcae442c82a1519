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

	private static final StaticFileProperties.MountMemory NO_MEMORY = new StaticFileProperties.MountMemory(null, null);

	private static final StaticFileProperties.MountOpenFiles NO_OPEN_FILES = new StaticFileProperties.MountOpenFiles(
			null, null, null);

	private static final StaticFileProperties.Mount NOTHING = new StaticFileProperties.Mount(null, null, null, null,
			null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
			null);

	private final String name;

	private final StaticFileProperties common;

	private final boolean isDefault;

	private final StaticFileProperties.Mount own;

	private final StaticFileProperties.MountMemory ownMemory;

	private final StaticFileProperties.MountOpenFiles ownOpenFiles;

	/**
	 * Settings of the mount that {@code zerocopy.static.root} describes.
	 */
	MountSettings(StaticFileProperties common) {
		this(DEFAULT_NAME, true, NOTHING, common);
	}

	/**
	 * Settings of one of {@code zerocopy.static.mounts}.
	 */
	MountSettings(String name, StaticFileProperties.Mount own, StaticFileProperties common) {
		this(name, false, own, common);
	}

	private MountSettings(String name, boolean isDefault, StaticFileProperties.Mount own, StaticFileProperties common) {
		this.name = name;
		this.isDefault = isDefault;
		this.common = common;
		this.own = own;
		this.ownMemory = (own.memory() != null) ? own.memory() : NO_MEMORY;
		this.ownOpenFiles = (own.openFiles() != null) ? own.openFiles() : NO_OPEN_FILES;
	}

	String name() {
		return this.name;
	}

	Setting<@Nullable String> root() {
		return this.isDefault ? new Setting<>(PREFIX + "root", this.common.root())
				: new Setting<>(ownProperty("root"), this.own.root());
	}

	Setting<@Nullable String> path() {
		return this.isDefault ? new Setting<>(PREFIX + "path", this.common.path())
				: new Setting<>(ownProperty("path"), this.own.path());
	}

	Setting<@Nullable String> fallback() {
		return this.isDefault ? new Setting<>(PREFIX + "fallback", this.common.fallback())
				: new Setting<>(ownProperty("fallback"), this.own.fallback());
	}

	Setting<Engine> engine() {
		return setting("engine", this.own.engine(), this.common.engine());
	}

	Setting<TransferPreference> transfer() {
		return setting("transfer", this.own.transfer(), this.common.transfer());
	}

	Setting<List<String>> index() {
		return setting("index", this.own.index(), this.common.index());
	}

	Setting<ListingMode> listing() {
		return setting("listing", this.own.listing(), this.common.listing());
	}

	Setting<Integer> listingMaxEntries() {
		return setting("listing-max-entries", this.own.listingMaxEntries(), this.common.listingMaxEntries());
	}

	Setting<HiddenFiles> hiddenFiles() {
		return setting("hidden-files", this.own.hiddenFiles(), this.common.hiddenFiles());
	}

	Setting<SymlinkPolicy> symlinks() {
		return setting("symlinks", this.own.symlinks(), this.common.symlinks());
	}

	Setting<List<ContentCoding>> precompressed() {
		return setting("precompressed", this.own.precompressed(), this.common.precompressed());
	}

	Setting<String> charset() {
		return setting("charset", this.own.charset(), this.common.charset());
	}

	Setting<Map<String, String>> mimeTypes() {
		return setting("mime-types", this.own.mimeTypes(), this.common.mimeTypes());
	}

	Setting<Map<String, String>> cacheControl() {
		return setting("cache-control", this.own.cacheControl(), this.common.cacheControl());
	}

	Setting<Map<String, String>> headers() {
		return setting("headers", this.own.headers(), this.common.headers());
	}

	Setting<List<String>> attachment() {
		return setting("attachment", this.own.attachment(), this.common.attachment());
	}

	Setting<Duration> writeTimeout() {
		return setting("write-timeout", this.own.writeTimeout(), this.common.writeTimeout());
	}

	Setting<DataSize> rateLimit() {
		return setting("rate-limit", this.own.rateLimit(), this.common.rateLimit());
	}

	Setting<DataSize> rateLimitAfter() {
		return setting("rate-limit-after", this.own.rateLimitAfter(), this.common.rateLimitAfter());
	}

	Setting<PageCachePolicy> pageCache() {
		return setting("page-cache", this.own.pageCache(), this.common.pageCache());
	}

	Setting<DataSize> pageCacheThreshold() {
		return setting("page-cache-threshold", this.own.pageCacheThreshold(), this.common.pageCacheThreshold());
	}

	Setting<DataSize> memoryMaxFileSize() {
		return setting("memory.max-file-size", this.ownMemory.maxFileSize(), this.common.memory().maxFileSize());
	}

	Setting<DataSize> memoryMaxTotalSize() {
		return setting("memory.max-total-size", this.ownMemory.maxTotalSize(), this.common.memory().maxTotalSize());
	}

	Setting<Integer> openFilesMax() {
		return setting("open-files.max", this.ownOpenFiles.max(), this.common.openFiles().max());
	}

	Setting<Duration> revalidateAfter() {
		return setting("open-files.revalidate-after", this.ownOpenFiles.revalidateAfter(),
				this.common.openFiles().revalidateAfter());
	}

	Setting<Duration> expireAfterAccess() {
		return setting("open-files.expire-after-access", this.ownOpenFiles.expireAfterAccess(),
				this.common.openFiles().expireAfterAccess());
	}

	private <T> Setting<T> setting(String property, @Nullable T own, T common) {
		return (own != null) ? new Setting<>(ownProperty(property), own) : new Setting<>(PREFIX + property, common);
	}

	private String ownProperty(String property) {
		return PREFIX + "mounts." + this.name + "." + property;
	}

}
