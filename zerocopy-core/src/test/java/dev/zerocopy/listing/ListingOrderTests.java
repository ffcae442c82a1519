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

package dev.zerocopy.listing;

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.file.DirectoryEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListingOrderTests {

	private static final List<DirectoryEntry> ENTRIES = List.of(new DirectoryEntry("b", 10, 300),
			new DirectoryEntry("a", 10, 100), new DirectoryEntry("C", 5, 200),
			new DirectoryEntry("y", DirectoryEntry.DIRECTORY, 50),
			new DirectoryEntry("z", DirectoryEntry.DIRECTORY, 40));

	@ParameterizedTest
	@CsvSource({ "NAME,false,yzabC", "NAME,true,zyCba", "SIZE,false,yzCab", "SIZE,true,zybaC", "TIME,false,zyaCb",
			"TIME,true,yzbCa" })
	void directoriesComeFirstThenTheKeyThenTheName(SortKey key, boolean descending, String expected) {
		List<DirectoryEntry> entries = new ArrayList<>(ENTRIES);
		entries.sort(new ListingOrder(key, descending).comparator());
		assertThat(entries.stream().map(DirectoryEntry::name).reduce("", String::concat)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "sort=size&order=desc,SIZE,true", "order=desc,NAME,true", "sort=time,TIME,false",
			"sort=time&sort=size,TIME,false", "order=asc&order=desc,NAME,false", "sort=Size,NAME,false",
			"sort=size&order=DESC,SIZE,false", "a=b&sort=size&c,SIZE,false", "sort=nothing&sort=size,SIZE,false" })
	void queryIsRead(String query, SortKey key, boolean descending) {
		assertThat(ListingOrder.of(query)).isEqualTo(new ListingOrder(key, descending));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&", "&&==", "sort", "sort=", "order", "xsort=size", "sort%3Dsize" })
	void otherQueriesAskForTheDefault(String query) {
		assertThat(ListingOrder.of(query)).isEqualTo(ListingOrder.DEFAULT);
		assertThat(ListingOrder.of(null)).isEqualTo(ListingOrder.DEFAULT);
	}

	@ParameterizedTest
	@EnumSource(SortKey.class)
	void queryAsksForTheSameOrderAgain(SortKey key) {
		for (boolean descending : new boolean[] { false, true }) {
			ListingOrder order = new ListingOrder(key, descending);
			String query = order.query();
			assertThat(ListingOrder.of(query.isEmpty() ? null : query.substring(1))).isEqualTo(order);
		}
	}

}
