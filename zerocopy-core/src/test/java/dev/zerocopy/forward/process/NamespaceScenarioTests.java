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

package dev.zerocopy.forward.process;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.Platform;

/**
 * What only a network of their own lets tests do. The numbers are those of the scenario
 * list in the research on forwarding.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NamespaceScenarioTests {

	@ParameterizedTest
	@EnumSource
	void s28SourcePortsThatRunOutCostNeitherTheUpstreamNorOtherConnections(Platform platform) throws Exception {
		NetworkNamespace.run(SourcePortsMain.class, platform.name());
	}

	@ParameterizedTest
	@EnumSource
	void s39PeerThatVanishesIsFoundByKeepAlive(Platform platform) throws Exception {
		NetworkNamespace.run(VanishingPeerMain.class, platform.name());
	}

}
