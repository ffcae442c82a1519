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

package dev.zerocopy.sample.container;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Gets images into the engine, bounded in time. After a registry has failed to answer
 * once it is not asked again.
 */
final class Registry {

	private static final Logger logger = LoggerFactory.getLogger(Registry.class);

	private static final long ANSWER_SECONDS = 20;

	private static final long PULL_MINUTES = 5;

	private static volatile boolean reachable = true;

	private Registry() {
	}

	/**
	 * Whether no attempt has failed yet.
	 */
	static boolean isReachable() {
		return reachable;
	}

	/**
	 * Whether the engine has the image, after pulling it if necessary.
	 */
	static boolean provides(DockerImageName name) {
		return isPresent(name) || pull(name);
	}

	private static boolean isPresent(DockerImageName name) {
		return DockerClientFactory.lazyClient()
			.listImagesCmd()
			.withReferenceFilter(name.asCanonicalNameString())
			.exec()
			.stream()
			.anyMatch((image) -> List.of(image.getRepoTags()).contains(name.asCanonicalNameString()));
	}

	private static boolean pull(DockerImageName name) {
		DockerClient client = DockerClientFactory.lazyClient();
		try (FirstAnswer callback = client.pullImageCmd(name.getUnversionedPart())
			.withTag(name.getVersionPart())
			.exec(new FirstAnswer())) {
			if (callback.arrives() && callback.awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
				return true;
			}
			logger.warn("'{}' did not arrive in time, using programs of this machine", name);
		}
		catch (DockerException ex) {
			logger.warn("'{}' cannot be pulled, using programs of this machine: {}", name, ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.warn("'{}' cannot be pulled, using programs of this machine", name, ex);
		}
		reachable = false;
		return false;
	}

	/**
	 * Knows when the registry has answered, or will not.
	 */
	private static final class FirstAnswer extends PullImageResultCallback {

		private final CountDownLatch answered = new CountDownLatch(1);

		boolean arrives() throws InterruptedException {
			return this.answered.await(ANSWER_SECONDS, TimeUnit.SECONDS);
		}

		@Override
		public void onNext(PullResponseItem item) {
			super.onNext(item);
			this.answered.countDown();
		}

		@Override
		public void onError(Throwable ex) {
			super.onError(ex);
			this.answered.countDown();
		}

	}

}
