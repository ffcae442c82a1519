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

package dev.zerocopy.http.representation;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Chooses {@code Content-Type} by the extension of a file name. Safe for use by several
 * threads if the function it was made with is.
 * <p>
 * A charset is added to the types that define the parameter and are text: {@code text/*},
 * JavaScript (RFC 9239) and XML including {@code +xml} (RFC 7303). JSON and {@code +json}
 * get none: RFC 8259 section 11 defines no such parameter.
 */
public final class ContentTypes {

	/** Type of a file nothing is known about. */
	public static final String UNKNOWN = "application/octet-stream";

	private static final Set<String> TEXT_TYPES = Set.of("application/javascript", "application/x-javascript",
			"application/ecmascript", "application/xml", "application/xml-dtd",
			"application/xml-external-parsed-entity");

	private final Function<String, @Nullable String> byExtension;

	private final Map<String, String> overrides;

	private final String charsetParameter;

	/**
	 * Create a new instance.
	 * @param byExtension finds the type of a lower-case extension without dot, or
	 * {@code null}
	 * @param overrides types by extension, in any case and with or without a leading dot;
	 * asked first
	 * @param charset charset of all text files, or {@code null} to state none
	 * @throws IllegalArgumentException if an override is not a media type
	 */
	public ContentTypes(Function<String, @Nullable String> byExtension, Map<String, String> overrides,
			@Nullable Charset charset) {
		this.byExtension = byExtension;
		this.overrides = new HashMap<>();
		overrides.forEach((extension, type) -> {
			assertMediaType(extension, type);
			String name = extension.startsWith(".") ? extension.substring(1) : extension;
			this.overrides.put(name.toLowerCase(Locale.ROOT), type);
		});
		this.charsetParameter = (charset != null) ? ";charset=" + charset.name().toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Return the type of a file.
	 * @param fileName name of the file; of the original, if a precompressed sibling is
	 * sent
	 * @return the field value, with charset where that applies
	 */
	public String of(String fileName) {
		String extension = extension(fileName);
		if (extension.isEmpty()) {
			return UNKNOWN;
		}
		String type = this.overrides.get(extension);
		if (type == null) {
			type = this.byExtension.apply(extension);
		}
		if (type == null) {
			return UNKNOWN;
		}
		return takesCharset(type) ? type + this.charsetParameter : type;
	}

	/** A name that starts with its only dot is a hidden file without extension. */
	private static String extension(String fileName) {
		int start = fileName.lastIndexOf('/') + 1;
		int dot = fileName.lastIndexOf('.');
		return (dot > start) ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

	private static boolean takesCharset(String type) {
		String lowerCase = type.toLowerCase(Locale.ROOT);
		int parameters = lowerCase.indexOf(';');
		String essence = ((parameters < 0) ? lowerCase : lowerCase.substring(0, parameters)).strip();
		boolean text = essence.startsWith("text/") || essence.endsWith("+xml") || TEXT_TYPES.contains(essence);
		return text && (parameters < 0 || !lowerCase.substring(parameters).replace(" ", "").contains(";charset="));
	}

	private static void assertMediaType(String extension, String type) {
		int slash = type.indexOf('/');
		boolean printable = type.chars().allMatch((c) -> c >= ' ' && c < 0x7F);
		if (slash < 1 || slash == type.length() - 1 || !printable) {
			throw new IllegalArgumentException("Media type '" + type + "' of extension '" + extension
					+ "' is not valid; use type/subtype, for example text/plain");
		}
	}

}
