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

package dev.zerocopy.http.range;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.zerocopy.http.RequestFields;
import dev.zerocopy.http.representation.EntityTag;
import dev.zerocopy.http.representation.HttpDate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@code Range} and {@code If-Range} of a GET request, RFC 9110 sections 14.2
 * and 13.1.5.
 */
public final class Ranges {

	/** Most ranges of a request; one with more is answered with the whole file. */
	public static final int MAX_RANGES = 16;

	/** What one more part costs in a multipart response, roughly, in bytes. */
	static final int PART_OVERHEAD = 128;

	private static final RangeSelection WHOLE = new RangeSelection.Whole();

	private static final RangeSelection UNSATISFIABLE = new RangeSelection.Unsatisfiable();

	private Ranges() {
	}

	/**
	 * Select what to send.
	 * <ul>
	 * <li>Another unit than {@code bytes}, a malformed field or several field lines: the
	 * whole file, as section 14.2 allows.</li>
	 * <li>Ranges that overlap, or are closer than a part costs, become one (section
	 * 15.3.7.2), at the place of the first of them. Parts that would not take less than
	 * the whole file: the whole file.</li>
	 * <li>A suffix range of an empty file is satisfiable by section 14.1.2, but
	 * {@code Content-Range} cannot express it: the whole file. Any other range of an
	 * empty file is unsatisfiable.</li>
	 * </ul>
	 * @param fields the fields of the request
	 * @param size size of the selected representation in bytes
	 * @param etag tag of the selected representation
	 * @param lastModified its {@code Last-Modified}
	 * @param lastModifiedStrong whether that date is a strong validator (section 8.8.2.2)
	 * @return the selection
	 */
	public static RangeSelection select(RequestFields fields, long size, EntityTag etag, Instant lastModified,
			boolean lastModifiedStrong) {
		String range = fields.single("Range");
		if (range == null || !ifRangeHolds(fields, etag, lastModifiedStrong ? lastModified : null)) {
			return WHOLE;
		}
		List<RangeSpec> specs = RangeSpec.parse(range, MAX_RANGES);
		if (specs == null) {
			return WHOLE;
		}
		return (size > 0) ? select(specs, size) : selectFromEmpty(specs);
	}

	private static boolean ifRangeHolds(RequestFields fields, EntityTag etag, @Nullable Instant strongDate) {
		List<String> values = fields.values("If-Range");
		if (values.isEmpty()) {
			return true;
		}
		if (values.size() > 1) {
			return false;
		}
		EntityTag tag = EntityTag.parse(values.get(0));
		if (tag != null) {
			return tag.strongMatches(etag);
		}
		return strongDate != null && strongDate.truncatedTo(ChronoUnit.SECONDS).equals(HttpDate.parse(values.get(0)));
	}

	private static RangeSelection selectFromEmpty(List<RangeSpec> specs) {
		boolean suffix = specs.stream().anyMatch((spec) -> spec instanceof RangeSpec.Suffix s && s.length() > 0);
		return suffix ? WHOLE : UNSATISFIABLE;
	}

	private static RangeSelection select(List<RangeSpec> specs, long size) {
		List<ByteRange> requested = new ArrayList<>(specs.size());
		for (RangeSpec spec : specs) {
			ByteRange range = spec.within(size);
			if (range != null) {
				requested.add(range);
			}
		}
		if (requested.isEmpty()) {
			return UNSATISFIABLE;
		}
		List<ByteRange> ranges = (requested.size() > 1) ? coalesce(requested) : requested;
		return (ranges.size() == 1 || isSmaller(ranges, size)) ? new RangeSelection.Partial(ranges) : WHOLE;
	}

	private static List<ByteRange> coalesce(List<ByteRange> requested) {
		List<ByteRange> sorted = new ArrayList<>(requested);
		sorted.sort(Comparator.comparingLong(ByteRange::first));
		List<ByteRange> merged = new ArrayList<>(sorted.size());
		ByteRange current = sorted.get(0);
		for (ByteRange next : sorted.subList(1, sorted.size())) {
			if (next.first() - current.last() - 1 < PART_OVERHEAD) {
				current = new ByteRange(current.first(), Math.max(current.last(), next.last()));
			}
			else {
				merged.add(current);
				current = next;
			}
		}
		merged.add(current);
		return inOrderOf(requested, merged);
	}

	private static List<ByteRange> inOrderOf(List<ByteRange> requested, List<ByteRange> merged) {
		Set<ByteRange> ordered = new LinkedHashSet<>();
		for (ByteRange range : requested) {
			for (ByteRange candidate : merged) {
				if (candidate.contains(range)) {
					ordered.add(candidate);
				}
			}
		}
		return List.copyOf(ordered);
	}

	private static boolean isSmaller(List<ByteRange> ranges, long size) {
		long budget = size;
		for (ByteRange range : ranges) {
			budget -= range.length() + PART_OVERHEAD;
		}
		return budget > 0;
	}

}
