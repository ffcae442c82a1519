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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Media types by file extension: Spring's, and those of the current web that it lacks.
 */
final class MediaTypes {

	private static final Map<String, String> ADDITIONS = Map.ofEntries(Map.entry("br", "application/x-brotli"),
			Map.entry("flac", "audio/flac"), Map.entry("glb", "model/gltf-binary"),
			Map.entry("gltf", "model/gltf+json"), Map.entry("gz", "application/gzip"),
			Map.entry("jsonld", "application/ld+json"), Map.entry("jxl", "image/jxl"), Map.entry("m4v", "video/mp4"),
			Map.entry("map", "application/json"), Map.entry("md", "text/markdown"),
			Map.entry("mpd", "application/dash+xml"), Map.entry("opus", "audio/ogg"),
			Map.entry("tgz", "application/gzip"), Map.entry("toml", "application/toml"), Map.entry("vtt", "text/vtt"),
			Map.entry("wav", "audio/wav"), Map.entry("webmanifest", "application/manifest+json"),
			Map.entry("yaml", "application/yaml"), Map.entry("yml", "application/yaml"),
			Map.entry("zst", "application/zstd"));

	private MediaTypes() {
	}

	/**
	 * Return the media type of a file extension.
	 * @param extension the extension in lower case, without a dot
	 * @return the type, or {@code null} if none is known
	 */
	static @Nullable String ofExtension(String extension) {
		String addition = ADDITIONS.get(extension);
		if (addition != null) {
			return addition;
		}
		return MediaTypeFactory.getMediaType("file." + extension).map(MediaType::toString).orElse(null);
	}

}
