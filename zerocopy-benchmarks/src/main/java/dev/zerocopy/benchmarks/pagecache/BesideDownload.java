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

package dev.zerocopy.benchmarks.pagecache;

import java.time.Duration;
import java.util.List;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;

/**
 * A load while one client downloads a file from its begin to its end, again and again.
 *
 * @param workbench where both run
 * @param path the path of the file
 * @param load the load that is measured
 */
record BesideDownload(Workbench workbench, String path, LoadGenerator load) implements LoadGenerator {

	/** A huge file takes its time. */
	private static final int LONGER = 4;

	@Override
	public Load run(int port, Duration duration) {
		Duration time = duration.multipliedBy(LONGER);
		ServerCommand download = ServerCommand.of(List.of(this.workbench.program("netload").toString(), "pull",
				Integer.toString(port), "1", Long.toString(time.toMillis()), this.path));
		try (RunningServer client = this.workbench.startBeside("huge download", download, 0)) {
			return this.load.run(port, time);
		}
	}

}
