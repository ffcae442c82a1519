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

package dev.zerocopy.http.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.http.range.ByteRange;

/**
 * Lays out a {@code multipart/byteranges} body, RFC 9110 section 14.6. Only the lines
 * between the parts are made up; the parts stay slices of the file.
 *
 * @param boundary the boundary, only letters and digits
 * @param contentType type of the file
 * @param size size of the file in bytes
 */
record MultipartByteRanges(String boundary, String contentType, long size) {

	String mediaType() {
		return "multipart/byteranges; boundary=" + this.boundary;
	}

	List<BodySegment> body(List<ByteRange> ranges) {
		List<BodySegment> body = new ArrayList<>(ranges.size() * 2 + 1);
		String lineBreak = "";
		for (ByteRange range : ranges) {
			body.add(literal(lineBreak + "--" + this.boundary + "\r\nContent-Type: " + this.contentType
					+ "\r\nContent-Range: " + contentRange(range, this.size) + "\r\n\r\n"));
			body.add(new BodySegment.FileSlice(range.first(), range.length()));
			lineBreak = "\r\n";
		}
		body.add(literal("\r\n--" + this.boundary + "--\r\n"));
		return body;
	}

	static String contentRange(ByteRange range, long size) {
		return "bytes " + range.first() + '-' + range.last() + '/' + size;
	}

	private static BodySegment literal(String text) {
		return new BodySegment.Literal(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
