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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.Errors.NativeIoException;

/**
 * The system calls of a pump. Each says which of the two sockets a failure belongs to.
 * All of them return 0 where the call would block.
 */
final class SocketCalls {

	private SocketCalls() {
	}

	/**
	 * Receive into the shared buffer.
	 * @param source the socket
	 * @param size the most bytes to receive
	 * @return the bytes received, -1 at the end of the stream
	 * @throws SideFailure if the source was reset or broke
	 */
	static int receive(EpollEndpoint source, int size) throws SideFailure {
		try {
			return source.socket().recvAddress(source.relayLoop().bufferAddress(), 0, size);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(source, ex);
		}
	}

	/**
	 * Send from the beginning of the shared buffer.
	 * @param target the socket
	 * @param count the bytes in the buffer
	 * @return the bytes sent
	 * @throws SideFailure if the target was reset or broke
	 */
	static int send(EpollEndpoint target, int count) throws SideFailure {
		try {
			return target.socket().sendAddress(target.relayLoop().bufferAddress(), 0, count);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(target, ex);
		}
	}

	static int send(EpollEndpoint target, ByteBuf bytes) throws SideFailure {
		int length = bytes.readableBytes();
		try {
			return target.socket().send(bytes.nioBuffer(bytes.readerIndex(), length), 0, length);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(target, ex);
		}
	}

	/**
	 * Splice from a socket into an empty pipe.
	 * @param source the socket
	 * @param pipe the pipe
	 * @return the bytes spliced, 0 for none or at the end of the stream, -1 if the kernel
	 * cannot splice this socket
	 * @throws SideFailure if the source was reset or broke
	 */
	static int splice(EpollEndpoint source, Pipe pipe) throws SideFailure {
		try {
			return Native.splice(source.socket().intValue(), -1, pipe.writeEnd().intValue(), -1, pipe.capacity());
		}
		catch (NativeIoException ex) {
			if (Errno.isSpliceRefusal(ex.expectedErr())) {
				return -1;
			}
			throw new SideFailure(source, ex);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(source, ex);
		}
	}

	/**
	 * Splice from a pipe to a socket.
	 * @param pipe the pipe
	 * @param target the socket
	 * @param length the bytes in the pipe
	 * @return the bytes spliced, -1 if the kernel cannot splice to this socket
	 * @throws SideFailure if the target was reset or broke
	 */
	static int splice(Pipe pipe, EpollEndpoint target, int length) throws SideFailure {
		try {
			return Native.splice(pipe.readEnd().intValue(), -1, target.socket().intValue(), -1, length);
		}
		catch (NativeIoException ex) {
			if (Errno.isSpliceRefusal(ex.expectedErr())) {
				return -1;
			}
			throw new SideFailure(target, ex);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(target, ex);
		}
	}

	/**
	 * Write a part of the shared buffer to an empty pipe.
	 * @param loop has the buffer
	 * @param from the first byte
	 * @param to after the last byte
	 * @param pipe the pipe
	 * @return the bytes written, which may be fewer than there are
	 */
	static int write(RelayLoop loop, int from, int to, Pipe pipe) {
		try {
			return pipe.writeEnd().writeAddress(loop.bufferAddress(), from, to);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Send a FIN.
	 * @param target the socket
	 * @throws SideFailure if the target was reset or broke
	 */
	static void shutdownOutput(EpollEndpoint target) throws SideFailure {
		try {
			target.socket().shutdown(false, true);
		}
		catch (IOException | NotYetConnectedException ex) {
			throw new SideFailure(target, ex);
		}
	}

}
