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

import java.net.BindException;
import java.net.ConnectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.channel.unix.Errors.NativeIoException;

/**
 * Error numbers of Linux as Netty reports them: negative. The values are the same on
 * every architecture Netty has a native library for.
 */
final class Errno {

	private static final int EPERM = -1;

	private static final int ENOMEM = -12;

	private static final int EINVAL = -22;

	private static final int ENFILE = -23;

	private static final int EMFILE = -24;

	private static final int ENOSYS = -38;

	private static final int EOPNOTSUPP = -95;

	private static final int EADDRNOTAVAIL = -99;

	private static final int ENOBUFS = -105;

	/**
	 * How Netty's {@code connect} tells a number it has no exception for.
	 */
	private static final Pattern CONNECT_ERROR = Pattern.compile("\\(\\.\\.\\) failed with error\\((-\\d+)\\)");

	private Errno() {
	}

	/**
	 * Return whether splice is not possible here, as against failed.
	 * @param error the negative error number
	 * @return {@code true} for the errors of sandboxes and of sockets that cannot splice
	 */
	static boolean isSpliceRefusal(int error) {
		return error == EINVAL || error == ENOSYS || error == EPERM || error == EOPNOTSUPP;
	}

	/**
	 * Return whether the process or the system is out of descriptors or memory.
	 * @param error the negative error number
	 * @return {@code true} if waiting may help
	 */
	static boolean isExhaustion(int error) {
		return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
	}

	/**
	 * Return whether a connection failed for want of something on this side: descriptors,
	 * memory, or a local address and port (connect(2), {@code EADDRNOTAVAIL}).
	 * @param failure from Netty, of native or of NIO channels
	 * @return {@code true} if it says nothing about the peer
	 */
	static boolean isLocal(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoSocketException || cause instanceof BindException || isLocal(number(cause))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLocal(int error) {
		return error == EADDRNOTAVAIL || isExhaustion(error);
	}

	private static int number(Throwable failure) {
		if (failure instanceof NativeIoException known) {
			return known.expectedErr();
		}
		Matcher told = CONNECT_ERROR.matcher(String.valueOf(failure.getMessage()));
		return (failure instanceof ConnectException && told.find()) ? Integer.parseInt(told.group(1)) : 0;
	}

}
