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

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.representation.ContentTypes;
import dev.zerocopy.http.representation.PathGlobs;
import dev.zerocopy.mount.MountOptions;
import dev.zerocopy.transfer.PageCache;
import dev.zerocopy.transfer.PageCachePolicy;
import dev.zerocopy.transfer.RateLimit;
import dev.zerocopy.transfer.TransferPreference;
import dev.zerocopy.transfer.TransferSettings;

/**
 * Turns configuration properties into mounts, or into a complaint that names the
 * property, the value and the remedy.
 */
class MountOptionsFactory {

	private static final String PATTERN_REMEDY = "Use a pattern such as \"*.css\", \"assets/**\" or \"**\".";

	private final Executor executor;

	private final Function<String, @Nullable String> contentTypes;

	/**
	 * Create a factory.
	 * @param executor where files are opened and read
	 * @param contentTypes media type by file extension, or {@code null}
	 */
	MountOptionsFactory(Executor executor, Function<String, @Nullable String> contentTypes) {
		this.executor = executor;
		this.contentTypes = contentTypes;
	}

	/**
	 * Return all mounts.
	 * @param properties the properties
	 * @return the mounts, at least one
	 * @throws InvalidZeroCopyPropertyException if a value can not work
	 */
	List<MountOptions> create(StaticFileProperties properties) {
		List<MountSettings> mounts = new ArrayList<>();
		if (StringUtils.hasText(properties.root())) {
			mounts.add(new MountSettings(properties));
		}
		properties.mounts().forEach((name, mount) -> mounts.add(new MountSettings(name, mount, properties)));
		Map<String, MountSettings> names = new HashMap<>();
		Map<SafePath, MountSettings> paths = new LinkedHashMap<>();
		List<MountOptions> options = new ArrayList<>();
		for (MountSettings mount : mounts) {
			MountOptions created = create(mount);
			if (names.putIfAbsent(mount.name(), mount) != null) {
				throw mount.root()
					.invalid("the mount of 'zerocopy.static.root' is called '" + mount.name() + "' already",
							"Give this mount another name.");
			}
			MountSettings other = paths.putIfAbsent(created.path(), mount);
			if (other != null) {
				throw mount.path()
					.invalid("'" + other.path().property() + "' is the same path",
							"Give each mount a path of its own; nested paths are fine.");
			}
			options.add(created);
		}
		return options;
	}

	private MountOptions create(MountSettings mount) {
		return new MountOptions(mount.name(), MountPaths.prefix(mount.path()), MountPaths.root(mount.root()),
				mount.engine().value(), mount.hiddenFiles().value(), MountPaths.names(mount.index()),
				MountPaths.file(mount.fallback()), mount.listing().value(),
				atLeastOne(mount.listingMaxEntries(), "entries such as 100000"), contentTypes(mount),
				globs(mount.cacheControl()), attachments(mount.attachment()), headers(mount.headers()),
				mount.transfer().value(), new TransferSettings(this.executor, Checks.notNegative(mount.writeTimeout()),
						TransferSettings.DEFAULT_CHUNK_SIZE, rateLimit(mount), pageCache(mount)),
				files(mount));
	}

	private static @Nullable RateLimit rateLimit(MountSettings mount) {
		Setting<DataSize> speed = mount.rateLimit();
		Setting<DataSize> after = mount.rateLimitAfter();
		if (after.value().isNegative()) {
			throw after.invalid("it is negative", "Use a size such as \"10MB\", or 0 for none.");
		}
		long bytes = speed.value().toBytes();
		if (bytes == 0) {
			return null;
		}
		if (bytes < RateLimit.LOWEST) {
			throw speed.invalid(
					(bytes < 0) ? "it is negative" : "it is less than " + RateLimit.LOWEST + " bytes a second",
					"Use a size with its unit such as \"10MB\", meant for each second, or 0 for no limit.");
		}
		return new RateLimit(bytes, after.value().toBytes());
	}

	private static PageCache pageCache(MountSettings mount) {
		Setting<DataSize> threshold = mount.pageCacheThreshold();
		if (threshold.value().toBytes() <= 0) {
			throw threshold.invalid("it is not more than zero", "Use a size such as \"64MB\".");
		}
		return new PageCache(mount.pageCache().value(), threshold.value().toBytes());
	}

	private FileCacheOptions files(MountSettings mount) {
		long maxFileSize = notNegative(mount.memoryMaxFileSize(), 16 * 1024 * 1024);
		long maxTotalSize = notNegative(mount.memoryMaxTotalSize(), Long.MAX_VALUE);
		if (maxFileSize > maxTotalSize) {
			throw mount.memoryMaxFileSize()
				.invalid("one file could take more than '" + mount.memoryMaxTotalSize().property() + "' allows for all",
						"Make it smaller, or the total larger.");
		}
		// what is in memory leaves at once, past any limit
		boolean inMemory = mount.transfer().value() == TransferPreference.AUTO
				&& mount.rateLimit().value().toBytes() == 0;
		return new FileCacheOptions(mount.symlinks().value(), codings(mount.precompressed()),
				inMemory ? maxFileSize : 0, maxTotalSize, atLeastOne(mount.openFilesMax(), "files such as 4096"),
				Checks.notNegative(mount.revalidateAfter()), Checks.positive(mount.expireAfterAccess()), true,
				directMinSize(pageCache(mount)));
	}

	private static long directMinSize(PageCache pageCache) {
		return (pageCache.policy() == PageCachePolicy.DIRECT) ? pageCache.threshold() : FileCacheOptions.NOT_DIRECT;
	}

	private static List<ContentCoding> codings(Setting<List<ContentCoding>> setting) {
		if (setting.value().contains(ContentCoding.IDENTITY)) {
			throw setting.invalid("'identity' is not a compression", "Remove it: files are always served as they are.");
		}
		return setting.value().stream().distinct().toList();
	}

	private ContentTypes contentTypes(MountSettings mount) {
		Setting<Map<String, String>> mimeTypes = mount.mimeTypes();
		Map<String, String> overrides = new LinkedHashMap<>();
		mimeTypes.value().forEach((extension, type) -> {
			Setting<String> entry = mimeTypes.entry(extension, type);
			try {
				MimeTypeUtils.parseMimeType(type);
			}
			catch (InvalidMimeTypeException ex) {
				throw entry.invalid("it is not a media type: " + ex.getMessage(),
						"Use a type such as \"application/wasm\".");
			}
			overrides.put(StringUtils.trimLeadingCharacter(extension, '.'), type);
		});
		return new ContentTypes(this.contentTypes, overrides, charset(mount.charset()));
	}

	private static @Nullable Charset charset(Setting<String> setting) {
		if (!StringUtils.hasText(setting.value())) {
			return null;
		}
		try {
			return Charset.forName(setting.value());
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw setting.invalid("this Java runtime knows no such charset",
					"Use a charset such as \"utf-8\", or nothing to announce none.");
		}
	}

	private static PathGlobs<String> globs(Setting<Map<String, String>> setting) {
		setting.value().forEach((pattern, value) -> {
			Setting<String> entry = setting.entry(pattern, value);
			entry.map((pat) -> new PathGlobs<>(Map.of(pattern, pat)), PATTERN_REMEDY);
			HeaderFields.checkValue(entry);
		});
		return setting.map(PathGlobs::new, PATTERN_REMEDY);
	}

	private static PathGlobs<Boolean> attachments(Setting<List<String>> setting) {
		Map<String, Boolean> rules = setting.value()
			.stream()
			.collect(Collectors.toMap((pattern) -> pattern, (pattern) -> true, (first, second) -> first,
					LinkedHashMap::new));
		return setting.map((patterns) -> new PathGlobs<>(rules), PATTERN_REMEDY);
	}

	private static List<HeaderField> headers(Setting<Map<String, String>> setting) {
		return HeaderFields.create(setting);
	}

	private static int atLeastOne(Setting<Integer> setting, String example) {
		if (setting.value() < 1) {
			throw setting.invalid("it is less than 1", "Use a number of " + example + ".");
		}
		return setting.value();
	}

	private static long notNegative(Setting<DataSize> setting, long max) {
		long bytes = setting.value().toBytes();
		if (bytes < 0) {
			throw setting.invalid("it is negative", "Use a size such as \"64KB\", or 0 for none.");
		}
		if (bytes > max) {
			throw setting.invalid("it is more than " + DataSize.ofBytes(max).toMegabytes() + "MB",
					"Use a smaller size: larger files are sent by the kernel at less cost.");
		}
		return bytes;
	}

}
