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

package dev.zerocopy.starter;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Request targets that try to leave the root or to reach what is not to be served. One
 * character is one byte on the wire.
 */
final class HostilePaths {

	private static final String TRAVERSAL = """
			/../secret.txt
			/../../../../../../etc/passwd
			/../root-private/secret.txt
			/../root/../secret.txt
			/docs/../../secret.txt
			/docs/../../outside/deep/secret.txt
			/./../secret.txt
			/docs/./../../secret.txt
			/..
			/../
			/.
			/docs/..
			/%2e%2e/secret.txt
			/%2E%2E/secret.txt
			/%2e%2e
			/.%2e/secret.txt
			/%2e./secret.txt
			/docs/%2e%2e/%2e%2e/secret.txt
			/..%2fsecret.txt
			/..%2Fsecret.txt
			/%2e%2e%2fsecret.txt
			/%2e%2e%2f%2e%2e%2fetc%2fpasswd
			/docs%2f..%2f..%2fsecret.txt
			/docs%2findex.html
			/%2f..%2fsecret.txt
			/..%5csecret.txt
			/..%5Csecret.txt
			/%5c..%5csecret.txt
			/%2e%2e%5csecret.txt
			/..\\secret.txt
			/\\..\\secret.txt
			/docs\\index.html
			/docs%5cindex.html
			/%252e%252e/secret.txt
			/%252e%252e%252fsecret.txt
			/..%252fsecret.txt
			/..%255csecret.txt
			/%25252e%25252e%25252fsecret.txt
			/%c0%ae%c0%ae/secret.txt
			/%c0%ae%c0%ae%c0%afsecret.txt
			/..%c0%afsecret.txt
			/..%c1%9csecret.txt
			/%e0%80%ae%e0%80%ae/secret.txt
			/%f0%80%80%ae%f0%80%80%ae/secret.txt
			/%uff0e%uff0e/secret.txt
			/%u002e%u002e/secret.txt
			/%ef%bc%8e%ef%bc%8e/secret.txt
			/%ef%bc%8e%ef%bc%8e%ef%bc%8fsecret.txt
			/..%e2%88%95secret.txt
			/....//secret.txt
			/..../secret.txt
			/.../secret.txt
			/...//secret.txt
			/..;/secret.txt
			/..;a=b/secret.txt
			/docs/..;/..;/secret.txt
			/%2e%2e;/secret.txt
			/;/../secret.txt
			/..%00/secret.txt
			/..%0d/secret.txt
			/..%20/secret.txt
			/.. /secret.txt
			/..%09/secret.txt
			/..?/secret.txt
			/..#/secret.txt
			""";

	private static final String ABSOLUTE = """
			//etc/passwd
			///etc/passwd
			/%2fetc/passwd
			/%2f%2fetc/passwd
			/%2fetc%2fpasswd
			//../secret.txt
			//secret.txt/../../secret.txt
			/file:/etc/passwd
			/file:///etc/passwd
			/file:%2f%2f%2fetc%2fpasswd
			/url:file:/etc/passwd
			/classpath:application.properties
			/jar:file:/x.jar!/y
			/C:/windows/win.ini
			/C:%5cwindows%5cwin.ini
			/C%3a%5cwindows%5cwin.ini
			/%5c%5chost%5cshare%5cf
			/%5c%5c.%5cC:%5c
			/~root/
			/~/secret.txt
			/proc/self/environ
			/dev/zero
			""";

	private static final String NAMES = """
			/hello.txt%00
			/hello.txt%00.html
			/%00
			/%00hello.txt
			/hello%00.txt
			/hello.txt%0d%0aX-Injected:%201
			/hello.txt%0a
			/hello.txt%0d
			/hello.txt%7f
			/hello.txt%1b
			/hello.txt%01
			/hello.txt%c2%85
			/hello.txt%20
			/hello.txt.
			/hello.txt...
			/hello.txt/
			/hello.txt/.
			/hello.txt/..
			/hello.txt/../hello.txt
			/hello.txt/index.html
			/hello.txt::$DATA
			/hello.txt:stream
			/docs::$INDEX_ALLOCATION
			/HELLO.TXT
			/CON
			/aux.txt
			/NUL
			/PROGRA~1/
			/hello.txt;jsessionid=1
			/docs;a=b/index.html
			/%
			/%2
			/%zz
			/%%32%65
			/hello%
			/%e4
			/%ff
			/%80
			/%ed%a0%80
			/%f4%90%80%80
			/%c3
			/\u00e4
			/\u00ff\u00fe
			/ho%CC%88he.txt
			/%e2%80%8bhello.txt
			/%ef%bb%bfhello.txt
			/hello.txt%e2%80%ae
			""";

	private static final String UNSERVED = """
			/.env
			/%2eenv
			/%2Eenv
			/.git/config
			/.git/
			/.git
			/%2egit/config
			/.git%2fconfig
			/docs/.htpasswd
			/docs/%2ehtpasswd
			/docs/.ssh/id_ed25519
			/docs/.ssh/
			/docs/../.env
			/./.env
			//.env
			/.env/
			/.env%00
			/.well-known/.hidden
			/.well-known/../.env
			/.well-known/%2e%2e/.env
			/link-docs/.htpasswd
			/link-self/.env
			/link-escape.txt
			/link-escape-chain.txt
			/link-absolute.txt
			/link-parent/secret.txt
			/link-parent
			/link-parent/
			/link-parent/root/hello.txt
			/link-outside/index.html
			/link-outside/
			/link-outside
			/link-outside/deep/secret.txt
			/link-etc/passwd
			/link-etc/
			/link-root/etc/passwd
			/link-cwd/pom.xml
			/link-loop-a
			/link-loop-a/
			/link-loop-b/secret.txt
			/link-dangling.txt
			/link-environ
			/link-zero
			/link-fifo
			/fifo
			/fifo.txt
			/fifo/
			/fifo/../hello.txt
			/stuck.js.br
			/linked-index/
			/linked-index/index.html
			/sibling.js.gz
			/META-INF/MANIFEST.MF
			/WEB-INF/web.xml
			/application.properties
			""";

	private HostilePaths() {
	}

	/**
	 * Return the targets in origin form.
	 * @return the targets, at least 80
	 */
	static Stream<String> targets() {
		Stream<String> lines = Stream.of(TRAVERSAL, ABSOLUTE, NAMES, UNSERVED).flatMap(String::lines);
		return Stream.concat(lines.map(HostilePaths::asOctets), oversized());
	}

	private static Stream<String> oversized() {
		return Stream.of("/" + "a".repeat(255), "/" + "a".repeat(256), "/" + "a".repeat(4000),
				"/" + "%C3%A4".repeat(500), "/" + "a/".repeat(1800), "/" + "../".repeat(1000) + "etc/passwd",
				"/" + "./".repeat(1500) + "hello.txt", "/" + "%2e%2e/".repeat(500) + "etc/passwd",
				"/" + "/".repeat(2000) + "etc/passwd", "/" + "docs/../".repeat(400) + "../secret.txt",
				"/" + "link-self/".repeat(300) + "hello.txt", "/link-self".repeat(41) + "/.env");
	}

	private static String asOctets(String text) {
		return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return request lines whose target is not in origin form, or that are no request
	 * lines at all.
	 * @return the lines without the line end
	 */
	static Stream<String> requestLines() {
		return Stream.of("GET http://127.0.0.1/../secret.txt HTTP/1.1",
				"GET http://evil.example/../secret.txt HTTP/1.1", "GET http://127.0.0.1/%2e%2e/secret.txt HTTP/1.1",
				"GET http://127.0.0.1/.env HTTP/1.1", "GET http://127.0.0.1//etc/passwd HTTP/1.1",
				"GET http:///../secret.txt HTTP/1.1", "GET http:// HTTP/1.1",
				"GET http://a@b:99999/../secret.txt HTTP/1.1", "GET file:///etc/passwd HTTP/1.1",
				"GET file:/etc/passwd HTTP/1.1", "GET jar:file:///x!/y HTTP/1.1", "GET ../secret.txt HTTP/1.1",
				"GET secret.txt HTTP/1.1", "GET .env HTTP/1.1", "GET \\..\\secret.txt HTTP/1.1", "GET * HTTP/1.1",
				"OPTIONS * HTTP/1.1", "GET ?/../secret.txt HTTP/1.1", "GET ;/../secret.txt HTTP/1.1",
				"GET 127.0.0.1:80 HTTP/1.1", "CONNECT 127.0.0.1:80 HTTP/1.1", "GET  /../secret.txt HTTP/1.1",
				"GET /../secret.txt  HTTP/1.1", "GET\t/../secret.txt\tHTTP/1.1", "GET /a /../secret.txt HTTP/1.1",
				"GET /../secret.txt", "GET /../secret.txt HTTP/x.y", "/../secret.txt GET HTTP/1.1",
				"HEAD /../secret.txt HTTP/1.1", "TRACE /../secret.txt HTTP/1.1",
				"GET /" + "a".repeat(20_000) + " HTTP/1.1", "GET /\u0000/../secret.txt HTTP/1.1",
				"GET /\u0001 HTTP/1.1");
	}

}
