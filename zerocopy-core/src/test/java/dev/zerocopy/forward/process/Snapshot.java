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

import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A forwarder and its process at some instant, after garbage collection.
 *
 * @param splicing whether it can splice
 * @param active open connections
 * @param accepted connections accepted so far
 * @param failed connections ended by a defect
 * @param withoutSocket connections ended for want of a socket
 * @param up whether the route listens and an upstream is up
 * @param busyPipes pipes that hold bytes
 * @param idlePipes pipes in the pool
 * @param refusedPipes how often there was no pipe
 * @param sockets descriptors of sockets
 * @param pipeEnds descriptors of pipes, also those of the JVM
 * @param descriptors all descriptors
 * @param resident resident memory in bytes
 * @param heap used heap in bytes
 * @param splicedToUpstream bytes
 * @param copiedToUpstream bytes
 * @param splicedToClient bytes
 * @param copiedToClient bytes
 * @param processorTime of the event loops, in nanoseconds
 */
record Snapshot(boolean splicing, long active, long accepted, long failed, long withoutSocket, boolean up,
		long busyPipes, long idlePipes, long refusedPipes, long sockets, long pipeEnds, long descriptors, long resident,
		long heap, long splicedToUpstream, long copiedToUpstream, long splicedToClient, long copiedToClient,
		long processorTime) {

	String toLine() {
		return Stream.of(Snapshot.class.getRecordComponents()).map(this::value).collect(Collectors.joining(","));
	}

	private String value(RecordComponent component) {
		try {
			return String.valueOf(component.getAccessor().invoke(this));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Snapshot parse(String line) {
		String[] values = line.split(",");
		RecordComponent[] components = Snapshot.class.getRecordComponents();
		Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Object[] arguments = new Object[types.length];
		for (int i = 0; i < types.length; i++) {
			arguments[i] = (types[i] == boolean.class) ? Boolean.valueOf(values[i]) : (Object) Long.valueOf(values[i]);
		}
		try {
			return Snapshot.class.getDeclaredConstructor(types).newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
