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

import java.util.Locale;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountOptions;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transfer.PageCachePolicy;
import dev.zerocopy.transport.TransportCapabilities;

/**
 * Says once, in one line per mount, what is served and how.
 */
class MountAnnouncer implements ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(MountAnnouncer.class);

	private final StaticFiles files;

	private final Function<MountOptions, String> engine;

	private final Function<MountOptions, String> abilities;

	/**
	 * Create an announcer.
	 * @param files what is served
	 * @param engine what serves a mount
	 * @param abilities says, once the server has started, what it can do for a mount
	 */
	MountAnnouncer(StaticFiles files, Function<MountOptions, String> engine, Function<MountOptions, String> abilities) {
		this.files = files;
		this.engine = engine;
		this.abilities = abilities;
	}

	/**
	 * Describe the policy for the page cache of a mount whose engine follows it.
	 */
	static String pageCache(MountOptions options) {
		PageCachePolicy policy = options.settings().pageCache().policy();
		if (policy == PageCachePolicy.KEEP) {
			return "";
		}
		String name = policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
		String cause = TransportCapabilities.pageCacheControl().cause();
		return ", page cache " + name
				+ ((cause != null && policy == PageCachePolicy.DROP_BEHIND) ? " unavailable (" + cause + ")" : "");
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if ("management".equals(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		for (Mount mount : this.files.mounts()) {
			MountOptions options = mount.options();
			logger.info("Serving " + options.root() + " at /" + options.path().relative() + " (mount '" + options.name()
					+ "', engine " + this.engine.apply(options) + ", " + this.abilities.apply(options) + ")");
		}
	}

}
