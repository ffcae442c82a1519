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

package dev.zerocopy.transfer;

import java.io.IOException;

/**
 * A file ended before the length that its response had announced.
 */
public class TruncatedFileException extends IOException {

	private static final long serialVersionUID = 1L;

	TruncatedFileException(long position) {
		super("File ended at byte " + position
				+ " before the announced length; was it truncated instead of replaced by rename?");
	}

}
