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

package dev.zerocopy.transfer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentEncoder;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;

/**
 * The way one body is sent, and why it is not the cheapest one.
 *
 * @param way how the bytes travel
 * @param reason why they do not go by sendfile or from memory, otherwise {@code null}
 */
public record TransferChoice(TransferWay way, @Nullable FallbackReason reason) {

	/**
	 * The choice for a response without a body.
	 */
	public static final TransferChoice NONE = new TransferChoice(TransferWay.NONE, null);

	/**
	 * The choice for a body that is made while it is sent.
	 */
	public static final TransferChoice GENERATED = new TransferChoice(TransferWay.GENERATED, null);

	/**
	 * The choice for a body that is held in memory.
	 */
	public static final TransferChoice MEMORY = new TransferChoice(TransferWay.MEMORY, null);

	private static final TransferChoice DIRECT = new TransferChoice(TransferWay.DIRECT, null);

	private static final TransferChoice SENDFILE = new TransferChoice(TransferWay.SENDFILE, null);

	/**
	 * Choose the way for a file on a channel. The channel's pipeline must be complete:
	 * call this when the response head is ready to be written.
	 * @param channel the channel of the connection or of the HTTP/2 stream
	 * @param file the file to be sent
	 * @param preference what the configuration says
	 * @param settings how to send
	 * @return the way, with the reason if it is {@link TransferWay#CHUNKED}
	 */
	public static TransferChoice of(Channel channel, CachedFile file, TransferPreference preference,
			TransferSettings settings) {
		if (file.content() != null) {
			return MEMORY;
		}
		if (file.direct() != null && settings.pageCache().policyFor(file) == PageCachePolicy.DIRECT) {
			return DIRECT;
		}
		if (preference == TransferPreference.CHUNKED) {
			return chunked(FallbackReason.CONFIGURED);
		}
		FallbackReason obstacle = obstacle(channel);
		return (obstacle != null) ? chunked(obstacle) : SENDFILE;
	}

	/**
	 * Return the choice to read in chunks.
	 * @param reason why the kernel can not send the body
	 * @return the choice
	 */
	public static TransferChoice chunked(FallbackReason reason) {
		return new TransferChoice(TransferWay.CHUNKED, reason);
	}

	private static @Nullable FallbackReason obstacle(Channel channel) {
		if (channel instanceof Http2StreamChannel) {
			return FallbackReason.HTTP2;
		}
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(SslHandler.class) != null) {
			return FallbackReason.TLS;
		}
		if (pipeline.get(HttpContentEncoder.class) != null) {
			return FallbackReason.COMPRESSION;
		}
		return SendfileSupport.of(channel.getClass()).available() ? null : FallbackReason.TRANSPORT;
	}

}
