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

package dev.zerocopy.file;

/**
 * What to do with a symbolic link met below the root. The root itself is trusted and may
 * be a link, whatever the policy.
 */
public enum SymlinkPolicy {

	/** A link is answered as if nothing were there. */
	DENY,

	/**
	 * A link is followed as long as every step of it stays beneath the root; anything
	 * else is answered as if nothing were there.
	 */
	WITHIN_ROOT,

	/** A link is followed wherever it leads. */
	FOLLOW

}
