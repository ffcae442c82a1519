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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether the kernel can report the changes of a directory. It reports what goes
 * through it: not what another machine, a hypervisor or a user space daemon does to the
 * files behind its back.
 */
final class ChangeReporting {

	private static final Set<String> SILENT_TYPES = Set.of("9p", "afs", "autofs", "beegfs", "ceph", "cgroup", "cgroup2",
			"cifs", "coda", "davfs", "debugfs", "drvfs", "fuse", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
			"nfs4", "ocfs2", "orangefs", "panfs", "prl_fs", "proc", "pvfs2", "smb", "smb2", "smb3", "smbfs", "sysfs",
			"vboxsf", "virtiofs", "vmhgfs", "wslfs");

	/** The number of a device may be given to another once it is unmounted. */
	private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** To find a type, all mounts are read: as much work as all else that a miss does. */
	private final Map<Long, Answer> answers = new ConcurrentHashMap<>();

	/**
	 * Whether all changes in a directory are reported. May block as long as the file
	 * system takes to answer.
	 * @param directory the directory
	 * @param device the device that it is on
	 */
	boolean covers(Path directory, long device) throws IOException {
		long now = System.nanoTime();
		Answer known = this.answers.get(device);
		if (known != null && now - known.since() < KNOWN_NANOS) {
			return known.covers();
		}
		boolean covers = coversType(Files.getFileStore(directory).type());
		this.answers.put(device, new Answer(covers, now));
		return covers;
	}

	static boolean coversType(String fileStoreType) {
		String type = fileStoreType.toLowerCase(Locale.ROOT);
		return !SILENT_TYPES.contains(type) && !type.startsWith("fuse.");
	}

	private record Answer(boolean covers, long since) {

	}

}
