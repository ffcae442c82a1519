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
 * The least a forwarder can do: one edge-triggered epoll loop a process, one pipe for each
 * direction of a connection, splice(2) in and out. No time limits, no balancing, no
 * statistics.
 *
 *   splice_relay <port> <upstream port> <loops> <pipe bytes>
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
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_EVENTS 256
#define LENGTH (1 << 20)

struct connection;

struct side {
	struct connection *connection;
	int fd;
	int pipe[2];	/* carries what is read from fd to the other side */
	size_t queued;
	int ended;	/* fd has no more to read */
	int passed;	/* the end has been passed on */
};

struct connection {
	struct side client, upstream;
	int dead;
	struct connection *next;
};

static int pipe_size;

static void die(const char *what) {
	perror(what);
	exit(1);
}

static struct side *other(struct side *side) {
	struct connection *connection = side->connection;
	return side == &connection->client ? &connection->upstream : &connection->client;
}

static void open_side(struct side *side, struct connection *connection, int fd) {
	int on = 1;
	side->connection = connection;
	side->fd = fd;
	if (pipe2(side->pipe, O_NONBLOCK) < 0)
		die("pipe2");
	fcntl(side->pipe[1], F_SETPIPE_SZ, pipe_size);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void close_side(struct side *side) {
	close(side->fd);
	close(side->pipe[0]);
	close(side->pipe[1]);
}

/* Moves bytes from one side to the other until one of them has to wait. Returns -1 on failure. */
static int pump(struct side *from) {
	struct side *to = other(from);
	for (;;) {
		ssize_t count;
		if (from->queued == 0 && !from->ended) {
			count = splice(from->fd, NULL, from->pipe[1], NULL, LENGTH, SPLICE_F_NONBLOCK | SPLICE_F_MOVE);
			if (count > 0)
				from->queued = count;
			else if (count == 0)
				from->ended = 1;
			else if (errno == EAGAIN || errno == ENOTCONN)
				return 0;
			else
				return -1;
		}
		while (from->queued > 0) {
			count = splice(from->pipe[0], NULL, to->fd, NULL, from->queued, SPLICE_F_NONBLOCK | SPLICE_F_MOVE);
			if (count > 0)
				from->queued -= count;
			else if (count < 0 && (errno == EAGAIN || errno == ENOTCONN))
				return 0;
			else
				return -1;
		}
		if (from->ended) {
			if (!from->passed) {
				from->passed = 1;
				shutdown(to->fd, SHUT_WR);
			}
			return to->passed ? -1 : 0;
		}
	}
}

static void watch(int epoll, int fd, unsigned events, void *data) {
	struct epoll_event event = { .events = events, .data.ptr = data };
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
		die("epoll_ctl");
}

static void accept_all(int epoll, int listener, struct sockaddr_in *target) {
	for (;;) {
		int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK), upstream;
		struct connection *connection;
		if (fd < 0)
			return;
		upstream = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		if (upstream < 0 || (connect(upstream, (struct sockaddr *)target, sizeof *target) < 0 && errno != EINPROGRESS)) {
			close(fd);
			close(upstream);
			continue;
		}
		connection = calloc(1, sizeof *connection);
		open_side(&connection->client, connection, fd);
		open_side(&connection->upstream, connection, upstream);
		watch(epoll, fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &connection->client);
		watch(epoll, upstream, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &connection->upstream);
	}
}

static void run(int port, struct sockaddr_in *target) {
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0), on = 1;
	struct sockaddr_in address = *target;
	struct epoll_event events[MAX_EVENTS];
	address.sin_port = htons(port);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
		die("listen");
	watch(epoll, listener, EPOLLIN, NULL);
	for (;;) {
		struct connection *dead = NULL;
		int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
		for (int i = 0; i < ready; i++) {
			struct side *side = events[i].data.ptr;
			int failed = 0;
			if (side == NULL) {
				accept_all(epoll, listener, target);
				continue;
			}
			if (side->connection->dead)
				continue;
			if (events[i].events & (EPOLLOUT | EPOLLERR | EPOLLHUP))
				failed = pump(other(side));
			if (failed == 0 && (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLERR | EPOLLHUP)))
				failed = pump(side);
			if (failed != 0) {
				side->connection->dead = 1;
				side->connection->next = dead;
				dead = side->connection;
			}
		}
		/* only now, since a later event of the same batch may be of the other side */
		while (dead != NULL) {
			struct connection *connection = dead;
			dead = connection->next;
			close_side(&connection->client);
			close_side(&connection->upstream);
			free(connection);
		}
	}
}

int main(int argc, char **argv) {
	struct sockaddr_in target = { .sin_family = AF_INET };
	if (argc != 5) {
		fprintf(stderr, "usage: splice_relay <port> <upstream port> <loops> <pipe bytes>\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	target.sin_port = htons(atoi(argv[2]));
	pipe_size = atoi(argv[4]);
	for (int i = 1; i < atoi(argv[3]); i++)
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			break;
		}
	run(atoi(argv[1]), &target);
	return 0;
}
