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

package dev.zerocopy.benchmarks.statics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.site.PageCache;

/**
 * A load while the same server also reads a file from the disk. Only the load is counted;
 * the processor time is that of both.
 *
 * @param workbench where it runs
 * @param file the file, dropped from the page cache each time
 * @param load the load that is counted
 */
record BesideColdDownload(Workbench workbench, Path file, LoadGenerator load) implements LoadGenerator {

	private static final int CONNECTIONS = 2;

	@Override
	public Load run(int port, Duration duration) {
		PageCache.evict(this.file);
		List<String> command = List.of(this.workbench.program("netload").toString(), "pull", Integer.toString(port),
				Integer.toString(CONNECTIONS), Long.toString(duration.toMillis()), "/" + this.file.getFileName());
		try (RunningServer download = this.workbench.startBeside("cold download", ServerCommand.of(command), 0)) {
			return this.load.run(port, duration);
		}
	}

}
