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

package dev.zerocopy.listing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.zerocopy.file.DirectoryEntry;

/**
 * What an entry is, as far as its name tells, for its icon.
 */
enum EntryKind {

	/** A directory. */
	FOLDER(),

	/** A picture. */
	IMAGE("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "heic"),

	/** Something to hear. */
	AUDIO("mp3", "ogg", "oga", "opus", "flac", "wav", "m4a", "aac", "mid"),

	/** Something to watch. */
	VIDEO("mp4", "webm", "mkv", "mov", "avi", "m4v", "ogv", "mpg", "mpeg"),

	/** Something to unpack. */
	ARCHIVE("zip", "gz", "tgz", "bz2", "xz", "zst", "br", "tar", "7z", "rar", "jar", "war", "deb", "rpm", "iso", "dmg"),

	/** Something to read. */
	TEXT("txt", "md", "log", "csv", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "rtf",
			"epub", "tex", "adoc", "rst"),

	/** Something for a machine to read. */
	CODE("html", "htm", "css", "js", "mjs", "ts", "json", "xml", "yaml", "yml", "toml", "java", "kt", "py", "rb", "go",
			"rs", "c", "h", "cpp", "cs", "php", "sh", "sql", "properties", "gradle", "wasm"),

	/** Anything else. */
	FILE();

	private static final Map<String, EntryKind> BY_EXTENSION = new HashMap<>();

	static {
		for (EntryKind kind : values()) {
			for (String extension : kind.extensions) {
				BY_EXTENSION.put(extension, kind);
			}
		}
	}

	private final String[] extensions;

	EntryKind(String... extensions) {
		this.extensions = extensions;
	}

	static EntryKind of(DirectoryEntry entry) {
		if (entry.isDirectory()) {
			return FOLDER;
		}
		String extension = entry.name().substring(entry.name().lastIndexOf('.') + 1);
		return BY_EXTENSION.getOrDefault(extension.toLowerCase(Locale.ROOT), FILE);
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
