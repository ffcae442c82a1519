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

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.StaticFiles;

/**
 * Matches when there is anything to show.
 */
class OnStaticFilesOrForwarderCondition extends AnyNestedCondition {

	OnStaticFilesOrForwarderCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnBean(StaticFiles.class)
	static class OnStaticFiles {

	}

	@ConditionalOnBean(TcpForwarder.class)
	static class OnForwarder {

	}

}
