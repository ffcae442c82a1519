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

/*
 * Load that costs its own process little, so that the server is what is measured. Bodies
 * are dropped inside the kernel: recv(2) with MSG_TRUNC on a TCP socket copies nothing
 * (tcp(7)).
 *
 *   netload pull <port> <connections> <millis> <path>   downloads over HTTP/1.1, kept alive
 *   netload push <port> <connections> <millis>          uploads, then waits for the end
 *   netload hold <port> <connections>                   idle connections until stdin ends
 *   netload sink <port>                                 accepts and drops
 *
 * pull and push end with one line: requests= bytes= micros= p50= p99= max= errors=
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CHUNK (1 << 20)
#define MAX_EVENTS 256
#define MAX_LATENCIES (1 << 22)

struct connection {
	int fd;
	long body;	/* bytes of the body still to come; -1: reading the head */
	int head;	/* bytes of the head read so far */
	long started;
	int finished;
	char buffer[4096];
};

static char dropped[CHUNK];
static long requests, bytes, errors, latency_count;
static unsigned *latencies;

static long now_micros(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

static void die(const char *what) {
	perror(what);
	exit(1);
}

static struct sockaddr_in loopback(int port) {
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

static int connect_to(int port) {
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
	struct sockaddr_in address = loopback(port);
	if (fd < 0)
		die("socket");
	if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
		die("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static void watch(int epoll, int fd, unsigned events, void *data) {
	struct epoll_event event = { .events = events, .data.ptr = data };
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
		die("epoll_ctl");
}

static int by_value(const void *a, const void *b) {
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return x < y ? -1 : x > y;
}

static unsigned percentile(double share) {
	return latency_count == 0 ? 0 : latencies[(long)(share * (latency_count - 1))];
}

static void print_summary(long started) {
	long micros = now_micros() - started;
	qsort(latencies, latency_count, sizeof *latencies, by_value);
	printf("requests=%ld bytes=%ld micros=%ld p50=%u p99=%u max=%u errors=%ld\n", requests, bytes, micros,
			percentile(0.5), percentile(0.99), percentile(1), errors);
}

static void request(struct connection *connection, const char *path, int port) {
	char text[2048];
	int length = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", path, port);
	connection->body = -1;
	connection->head = 0;
	connection->started = now_micros();
	if (send(connection->fd, text, length, MSG_NOSIGNAL) != length)
		die("send");
}

/* Returns 1 when the head is complete, 0 when more has to come, -1 when it is not one. */
static int parse_head(struct connection *connection) {
	char *end, *field;
	connection->buffer[connection->head] = 0;
	end = strstr(connection->buffer, "\r\n\r\n");
	if (end == NULL)
		return connection->head < (int)sizeof connection->buffer - 1 ? 0 : -1;
	field = strcasestr(connection->buffer, "\r\ncontent-length:");
	if (field == NULL || field > end || strncmp(connection->buffer + 8, " 200", 4) != 0)
		return -1;
	connection->body = atol(field + 17) - (connection->head - (end + 4 - connection->buffer));
	return 1;
}

/* Reads what is there, at most a few chunks. Returns -1 when the connection is of no use. */
static int read_response(struct connection *connection, const char *path, int port) {
	for (int turn = 0; turn < 16; turn++) {
		ssize_t count;
		if (connection->body < 0) {
			count = recv(connection->fd, connection->buffer + connection->head,
					sizeof connection->buffer - 1 - connection->head, 0);
			if (count > 0) {
				connection->head += count;
				bytes += count;
				if (parse_head(connection) < 0)
					return -1;
			}
		}
		else {
			count = recv(connection->fd, dropped, connection->body < CHUNK ? connection->body : CHUNK, MSG_TRUNC);
			if (count > 0) {
				connection->body -= count;
				bytes += count;
			}
		}
		if (count == 0)
			return -1;
		if (count < 0)
			return errno == EAGAIN ? 0 : -1;
		if (connection->body == 0) {
			if (latency_count < MAX_LATENCIES)
				latencies[latency_count++] = now_micros() - connection->started;
			requests++;
			request(connection, path, port);
		}
	}
	return 0;
}

static void pull(int port, int count, long millis, const char *path) {
	int epoll = epoll_create1(0), open = count;
	struct connection *connections = calloc(count, sizeof *connections);
	struct epoll_event events[MAX_EVENTS];
	long started = now_micros(), end = started + millis * 1000;
	for (int i = 0; i < count; i++) {
		connections[i].fd = connect_to(port);
		watch(epoll, connections[i].fd, EPOLLIN, &connections[i]);
		request(&connections[i], path, port);
	}
	while (open > 0 && now_micros() < end) {
		int ready = epoll_wait(epoll, events, MAX_EVENTS, 100);
		for (int i = 0; i < ready; i++) {
			struct connection *connection = events[i].data.ptr;
			if (read_response(connection, path, port) < 0) {
				errors++;
				open--;
				close(connection->fd);
			}
		}
	}
	print_summary(started);
}

/* Sends until the time is over, then ends its side and waits until the peer has read it all. */
static void push(int port, int count, long millis) {
	int epoll = epoll_create1(0), open = count, file = memfd_create("push", 0);
	struct connection *connections = calloc(count, sizeof *connections);
	struct epoll_event events[MAX_EVENTS];
	long started = now_micros(), end = started + millis * 1000;
	memset(dropped, 'x', sizeof dropped);
	if (write(file, dropped, CHUNK) != CHUNK)
		die("memfd");
	for (int i = 0; i < count; i++) {
		connections[i].fd = connect_to(port);
		watch(epoll, connections[i].fd, EPOLLIN | EPOLLOUT, &connections[i]);
	}
	while (open > 0 && now_micros() < end + 20000000L) {
		int ready = epoll_wait(epoll, events, MAX_EVENTS, 100);
		int over = now_micros() >= end;
		for (int i = 0; i < ready; i++) {
			struct connection *connection = events[i].data.ptr;
			off_t offset = 0;
			ssize_t sent;
			if (!over && (events[i].events & EPOLLOUT)) {
				sent = sendfile(connection->fd, file, &offset, CHUNK);
				if (sent > 0)
					bytes += sent;
			}
			if (over && !connection->finished) {
				struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
				connection->finished = 1;
				shutdown(connection->fd, SHUT_WR);
				epoll_ctl(epoll, EPOLL_CTL_MOD, connection->fd, &event);
			}
			if ((events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
					&& recv(connection->fd, dropped, CHUNK, MSG_TRUNC) <= 0) {
				if (connection->finished)
					requests++;
				else
					errors++;
				open--;
				close(connection->fd);
			}
		}
		if (ready == 0 && over)
			for (int i = 0; i < count; i++)
				if (!connections[i].finished) {
					connections[i].finished = 1;
					shutdown(connections[i].fd, SHUT_WR);
				}
	}
	errors += open;
	print_summary(started);
}

static void hold(int port, int count) {
	char ignored[16];
	for (int i = 0; i < count; i++)
		connect_to(port);
	printf("holding=%d\n", count);
	fflush(stdout);
	while (read(0, ignored, sizeof ignored) > 0)
		;
}

static void sink(int port) {
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0), on = 1;
	struct sockaddr_in address = loopback(port);
	struct epoll_event events[MAX_EVENTS];
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
		die("listen");
	watch(epoll, listener, EPOLLIN, (void *)(long)listener);
	for (;;) {
		int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
		for (int i = 0; i < ready; i++) {
			int fd = (long)events[i].data.ptr;
			if (fd == listener) {
				int accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
				if (accepted >= 0)
					watch(epoll, accepted, EPOLLIN, (void *)(long)accepted);
			}
			else {
				ssize_t count = recv(fd, dropped, CHUNK, MSG_TRUNC);
				if (count == 0 || (count < 0 && errno != EAGAIN))
					close(fd);
			}
		}
	}
}

int main(int argc, char **argv) {
	signal(SIGPIPE, SIG_IGN);
	latencies = malloc(MAX_LATENCIES * sizeof *latencies);
	if (argc == 6 && strcmp(argv[1], "pull") == 0)
		pull(atoi(argv[2]), atoi(argv[3]), atol(argv[4]), argv[5]);
	else if (argc == 5 && strcmp(argv[1], "push") == 0)
		push(atoi(argv[2]), atoi(argv[3]), atol(argv[4]));
	else if (argc == 4 && strcmp(argv[1], "hold") == 0)
		hold(atoi(argv[2]), atoi(argv[3]));
	else if (argc == 3 && strcmp(argv[1], "sink") == 0)
		sink(atoi(argv[2]));
	else {
		fprintf(stderr, "usage: netload pull|push|hold|sink <port> ...\n");
		return 2;
	}
	return 0;
}
