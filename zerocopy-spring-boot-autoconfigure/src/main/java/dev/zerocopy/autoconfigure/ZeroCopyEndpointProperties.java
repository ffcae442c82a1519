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

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the endpoint.
 *
 * @param showValues When to show directories and addresses.
 * @param roles Roles used to determine whether a user is authorized to be shown
 * directories and addresses. When empty, all authenticated users are authorized.
 */
@ConfigurationProperties("management.endpoint.zerocopy")
public record ZeroCopyEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
