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

import java.util.concurrent.ExecutorService;

import org.springframework.core.env.ConfigurableEnvironment;

import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.mount.FileThreads;
import dev.zerocopy.mount.StaticFiles;

/**
 * Creates what serves directories, for every kind of web application.
 */
final class StaticFilesFactory {

	private StaticFilesFactory() {
	}

	static StaticFiles create(StaticFileProperties properties, ConfigurableEnvironment environment) {
		MapKeys.checkCacheControl(environment);
		ExecutorService executor = FileThreads.create();
		try {
			MountOptionsFactory factory = new MountOptionsFactory(executor, MediaTypes::ofExtension);
			return new StaticFiles(factory.create(properties), new DirectoryWatcher(), executor);
		}
		catch (RuntimeException ex) {
			executor.shutdown();
			throw ex;
		}
	}

}
