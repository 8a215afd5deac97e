/* SPDX-License-Identifier: Apache-2.0 */
/* The parsers by vectors, the server over real sockets. */
#define TEST_MAIN
#include "test.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/assets.h"
#include "http/form.h"
#include "http/page.h"
#include "http/req.h"
#include "http/server.h"

#include "http_forms.inc"
#include "http_wire.inc"
#include "http_frames.inc"

TEST(any_split_is_the_same)
{
	static const char text[] = POST "X-A:  b\t \r\nCookie: a=b; c=d\r\n"
	    "Content-Length: 5\r\n" END "a=%41";
	struct server *s = wire_start((struct server_conf){ .loops = 1 });
	struct str all = { text, sizeof(text) - 1 };
	size_t i;

	for (i = 1; i < all.len; i++) {
		int fd = wire_connect(s);

		wire_put(fd, str_sub(all, 0, i));
		pause_ms(1);
		wire_put(fd, str_sub(all, i, all.len));
		CHECK_STR(wire_body(wire_rest(fd)), "post /body 5 0 A");
	}
	server_stop(s);
}

TEST(limits_of_the_head)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct buf b = buf_new(test_arena, 1 << 20);
	size_t i;

	/* Host and Connection are two of them. */
	for (i = 0; i < HEADERS_MAX - 2; i++)
		buf_add_z(&b, "X-A: b\r\n");
	CHECK_INT(wire_status(wire_get(s, "/a", buf_str(&b).at)), 200);
	buf_add_z(&b, "X-A: b\r\n");
	CHECK_INT(wire_status(wire_get(s, "/a", buf_str(&b).at)), 431);
	CHECK_INT(wire_status(wire_get(s, str_fmt(test_arena, "/%.*s",
	    STR(repeated('a', TARGET_MAX - 1))).at, "")), 200);
	CHECK_INT(wire_status(wire_get(s, str_fmt(test_arena, "/%.*s",
	    STR(repeated('a', TARGET_MAX))).at, "")), 414);
	CHECK_INT(wire_status(wire_get(s, str_fmt(test_arena, "/%.*s",
	    STR(repeated('a', 40000))).at, "")), 414);
	/* An answer at any size, but for the last bytes of the pool. */
	for (i = 1000; i < 20000; i += 100) {
		const char *v = repeated('v', i).at;
		int one = wire_status(wire_get(s, "/a",
		    str_fmt(test_arena, "X-A: %s\r\n", v).at));
		int two = wire_status(wire_get(s, "/a",
		    str_fmt(test_arena, "Cookie: a=%s\r\n", v).at));

		CHECK(one == (i < 12050 ? 200 : 431) ||
		    (i > 16000 && i < 16400 && one == 0));
		CHECK(two == (i < 6050 ? 200 : 431) ||
		    (i > 7900 && i < 8200 && two == 0) ||
		    (i > 15800 && i < 16400 && two == 0));
	}
	server_stop(s);
}

TEST(many_arguments)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct buf b = buf_new(test_arena, TARGET_MAX);

	buf_add_z(&b, "/body?a");
	while (b.len < TARGET_MAX - 2)
		buf_add_z(&b, "&a");
	CHECK_STR(wire_body(wire_get(s, buf_str(&b).at, "")),
	    "get /body 0 1 ");			/* bad_form */
	CHECK_STR(wire_body(wire_get(s, "/body?a=%26&b=%3D&a=2", "")),
	    "get /body 0 0 &");
	server_stop(s);
}

/* What the library says itself, as docs/http.md lists it. */
TEST(the_library_alone)
{
	static const struct {
		const char *bytes, *head, *body;
	} t[] = {
		{ GET H "abc\r\n" END, "400 Bad Request", "<html><head><title>"
		    "Request malformed</title></head><body>Your HTTP request "
		    "was syntactically incorrect.</body></html>" },
		{ "GET / HTTP/0.9\r\n\r\n", "505 HTTP Version Not Supported",
		    "<html><head><title>Requested HTTP version is not "
		    "supported</title></head><body>Requested HTTP version is "
		    "too old and not supported.</body></html>" },
		{ "PRI * HTTP/2.0\r\n\r\n", "505 HTTP Version Not Supported",
		    "<html><head><title>Requested HTTP version is not "
		    "supported</title></head><body>Requested HTTP version is "
		    "not supported.</body></html>" },
		{ POST "Transfer-Encoding: chunked\r\n\r\ng\r\n",
		    "400 Bad Request", "<html><head><title>Request malformed"
		    "</title></head><body>Your HTTP chunked encoding was "
		    "syntactically incorrect.</body></html>" },
		{ "garbage\r\n\r\n", "", "" },
	};
	struct server *s = wire_start((struct server_conf){ 0 });
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str a = wire_say(s, str_z(t[i].bytes));

		CHECK(a.len == 0 ? *t[i].head == '\0' :
		    wire_has(str_sub(a, 0, 50), t[i].head));
		CHECK_STR(wire_body(a), t[i].body);
		CHECK(a.len == 0 || wire_has(a, "\r\nConnection: close\r\n"));
	}
	server_stop(s);
}

static int
wire_post(const struct server *s, const char *headers, size_t n, bool chunked)
{
	struct arena_mark before = arena_mark(test_arena);
	struct str body = repeated('a', n);
	int status = wire_status(wire_say(s, chunked ?
	    str_fmt(test_arena, POST "%sTransfer-Encoding: chunked\r\n" END
	    "%zx\r\n%.*s\r\n0\r\n\r\n", headers, n, STR(body)) :
	    str_fmt(test_arena, POST "%sContent-Length: %zu\r\n" END "%.*s",
	    headers, n, STR(body))));

	arena_reset(test_arena, before);
	return status;
}

TEST(limits_of_the_body)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct str answer;

	CHECK_INT(wire_post(s, "", BODY_MAX, false), 200);
	CHECK_INT(wire_post(s, "", BODY_MAX + 1, false), 413);
	CHECK_INT(wire_post(s, "", BODY_MAX, true), 200);
	CHECK_INT(wire_post(s, "", BODY_MAX + 1, true), 413);
	CHECK_INT(wire_post(s, "", DRAIN_MAX, false), 413);
	CHECK_INT(wire_post(s, "", DRAIN_MAX, true), 413);
	/* More than we read to be kind: closed, in words or without. */
	CHECK(wire_post(s, "", DRAIN_MAX + 1, true) != 200);
	CHECK(wire_post(s, "", 2 * DRAIN_MAX, false) != 200);
	answer = wire_say(s, S(POST "Expect: 100-continue\r\n"
	    "Content-Length: 3\r\n" END "a=b"));
	CHECK(str_starts(answer,
	    S("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200")));
	answer = wire_say(s, S(POST "Expect: 100-continue\r\n"
	    "Content-Length: 6000\r\n" END));
	CHECK_INT(wire_status(answer), 413);
	server_stop(s);
}

/* A form over the route's limit is handed on, to be shown again. */
TEST(too_long_but_read)
{
	struct server *s = wire_start((struct server_conf){
	    .body_show_max = 2 * BODY_MAX });
	struct str a, body = repeated('a', 2 * BODY_MAX);

	CHECK_INT(wire_post(s, "", 2 * BODY_MAX, false), 200);
	CHECK_INT(wire_post(s, "", 2 * BODY_MAX, true), 200);
	a = wire_say(s, str_fmt(test_arena, POST "Content-Length: %d\r\n" END
	    "%.*s", 2 * BODY_MAX, STR(body)));
	CHECK(wire_has(a, "post /body long 10000 0 "));
	a = wire_say(s, S(POST "Content-Length: 3\r\n" END "a=b"));
	CHECK(wire_has(a, "post /body 3 0 b"));
	/* A browser's report has nobody to show it to. */
	a = wire_say(s, str_fmt(test_arena, "POST /body HTTP/1.1\r\n" H
	    "Content-Type: application/csp-report\r\nContent-Length: %d\r\n"
	    END "%.*s", BODY_MAX + 1, STR(str_sub(body, 0, BODY_MAX + 1))));
	CHECK_INT(wire_status(a), 413);
	server_stop(s);
}

/* Nothing of it is kept, but a person is told on a page. */
TEST(dropped_and_told)
{
	struct server *s = wire_start((struct server_conf){
	    .body_show_max = 2 * BODY_MAX });
	struct str a, body = repeated('a', 2 * BODY_MAX + 1);

	a = wire_say(s, str_fmt(test_arena, POST "Content-Length: %zu\r\n" END
	    "%.*s", body.len, STR(body)));
	CHECK(wire_has(a, "post /body long dropped 0 0 "));
	a = wire_say(s, str_fmt(test_arena, POST
	    "Transfer-Encoding: chunked\r\n" END "%zx\r\n%.*s\r\n0\r\n\r\n",
	    body.len, STR(body)));
	CHECK(wire_has(a, "post /body long dropped 0 0 "));
	CHECK_INT(wire_post(s, "", DRAIN_MAX, false), 200);
	CHECK_INT(wire_post(s, "", DRAIN_MAX, true), 200);
	CHECK_INT(wire_post(s, "", DRAIN_MAX + 1, false), 413);
	/* A browser that takes the form for one with files. */
	a = wire_say(s, S("POST /body HTTP/1.1\r\n" H "Content-Type: "
	    "multipart/form-data; boundary=x\r\nContent-Length: 3\r\n" END
	    "--x"));
	CHECK(wire_has(a, "post /body dropped 0 1 "));
	a = wire_say(s, S("POST /body HTTP/1.1\r\n" H "Content-Type: "
	    "application/json\r\nContent-Length: 2\r\n" END "{}"));
	CHECK_INT(wire_status(a), 415);
	server_stop(s);
}

TEST(answers)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct str a = wire_get(s, "/a%20b?c", ""), h;

	CHECK_STR(wire_body(a), "get /a b");
	CHECK(wire_has(a, "\r\nDate: ") && wire_has(a, "\r\nX-Frame-Options: "
	    "DENY\r\n") && wire_has(a, "\r\nContent-Length: 8\r\n"));
	CHECK(!wire_has(a, "\r\nServer:"));
	h = wire_say(s, S("HEAD /a HTTP/1.1\r\n" H END));
	CHECK(wire_status(h) == 200 && wire_body(h).len == 0);
	CHECK(wire_has(h, "\r\nContent-Length: 6\r\n"));
	CHECK_STR(wire_body(wire_get(s, "/head", "x-A: \t b c \t\r\n")),
	    "get /head [b c]");
	CHECK_STR(wire_body(wire_get(s, "/a//b", "")), "get ");
	/* Ours too: nothing of the request, security headers, closed. */
	a = wire_get(s, "/a#secret", "");
	CHECK(wire_status(a) == 400 && !wire_has(a, "secret") &&
	    wire_has(a, "Content-Security-Policy: default-src 'none'") &&
	    wire_has(a, "\r\nConnection: close\r\n"));
	CHECK(wire_has(wire_say(s, S("PUT / HTTP/1.1\r\n" H END)),
	    "\r\nAllow: GET, HEAD, POST\r\n"));
	server_stop(s);
}

TEST(files_on_the_wire)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct str css = asset_url(test_arena, "site.css").s, tag;
	struct str a = wire_get(s, css.at, "Accept-Encoding: br\r\n");
	size_t n;

	CHECK(wire_status(a) == 200 &&
	    wire_has(a, "\r\nContent-Encoding: br\r\n") &&
	    wire_has(a, "\r\nVary: Accept-Encoding\r\n") &&
	    wire_has(a, "\r\nCache-Control: public, max-age=31536000, "
	    "immutable\r\n") && wire_has(a, "X-Content-Type-Options"));
	tag = assets_all(&n)[0].etag[ASSET_PLAIN];
	a = wire_get(s, assets_all(&n)[0].address.at, str_fmt(test_arena,
	    "If-None-Match: %.*s\r\n", STR(tag)).at);
	CHECK(wire_status(a) == 304 && wire_body(a).len == 0);
	CHECK_INT(wire_status(wire_get(s, "/a/0/site.css", "")), 404);
	server_stop(s);
}

TEST(one_after_the_other)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	struct str a = wire_say(s, S("GET /1 HTTP/1.1\r\n" H "\r\n"
	    "POST /body HTTP/1.1\r\n" H "Content-Type: "
	    "application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n"
	    "a=b" "GET /3 HTTP/1.1\r\n" H END "GET /4 HTTP/1.1\r\n" H END));
	int fd = wire_connect(s), i;
	char piece[4096];

	CHECK(wire_has(a, "\r\n\r\nget /1HTTP/1.1 200 OK\r\n") &&
	    wire_has(a, "\r\n\r\npost /body 3 0 bHTTP/1.1 200 OK\r\n") &&
	    wire_has(a, "\r\n\r\nget /3") && !wire_has(a, "get /4"));
	for (i = 0; i < 50; i++) {
		wire_put(fd, S("GET /k HTTP/1.1\r\n" H "\r\n"));
		CHECK(recv(fd, piece, sizeof(piece), 0) > 0);
	}
	close(fd);
	/* After a refusal nothing of what follows is read. */
	a = wire_say(s, S("GET /1 HTTP/1.1\r\n" H H "\r\n"
	    "GET /2 HTTP/1.1\r\n" H END));
	CHECK(wire_status(a) == 400 && !wire_has(a, "get /2"));
	server_stop(s);
}

TEST(who_asks)
{
	static const struct str proxies[] = { { "127.0.0.1", 9 } };
	struct server_conf c = { .behind_proxy = true, .proxies = proxies,
	    .proxies_n = 1 };
	struct server *s = wire_start((struct server_conf){ 0 });
	const char *said = "X-Forwarded-For: 6.6.6.6\r\n"
	    "X-Forwarded-For: 7.7.7.7, 8.8.8.8\r\n"
	    "X-Forwarded-Proto: https\r\n";

	CHECK_STR(wire_body(wire_get(s, "/client", said)),
	    "get /client 127.0.0.1 http");
	server_stop(s);
	s = wire_start(c);
	CHECK_STR(wire_body(wire_get(s, "/client", said)),
	    "get /client 8.8.8.8 https");
	CHECK_STR(wire_body(wire_get(s, "/client", "")),
	    "get /client 127.0.0.1 http");
	CHECK_STR(wire_body(wire_get(s, "/client", "X-Forwarded-For: "
	    "1.1.1.1, unknown\r\nX-Forwarded-Proto: https, http\r\n")),
	    "get /client 127.0.0.1 http");
	server_stop(s);
	c.proxies_n = 0;
	s = wire_start(c);
	CHECK_STR(wire_body(wire_get(s, "/client", said)),
	    "get /client 127.0.0.1 http");
	server_stop(s);
}

/* Sends first, then a byte each 20 ms; how long until the other side ends. */
static int64_t
wire_trickle(struct server *s, const char *first, const char *drop)
{
	int64_t from = clock_mono_ms();
	int fd = wire_connect(s), i;
	char piece[4096];

	wire_put(fd, str_z(first));
	for (i = 0; i < 150; i++) {
		pause_ms(20);
		if (*drop != '\0')
			wire_put(fd, (struct str){ drop, 1 });
		if (recv(fd, piece, sizeof(piece), MSG_DONTWAIT) == 0)
			break;
	}
	close(fd);
	return clock_mono_ms() - from;
}

TEST(slow_ones_are_closed)
{
	struct server_conf c = { .limits = { .header_ms = 300, .idle_ms = 1500,
	    .body_grace_ms = 300, .body_ms = 1500, .send_ms = 300,
	    .send_bytes_s = 100000000 } };
	struct server *s = wire_start(c);
	int64_t ms;
	int fd, size = 4096;

	ms = wire_trickle(s, "", "");			/* says nothing */
	CHECK(ms >= 1400 && ms < 2900);
	ms = wire_trickle(s, "GET /a HT", "x");
	CHECK(ms >= 280 && ms < 1400);
	ms = wire_trickle(s, GET "X-A: ", "x");
	CHECK(ms >= 280 && ms < 1400);
	/* A second request on a kept connection counts from its own start. */
	ms = wire_trickle(s, "HEAD /a HTTP/1.1\r\n" H "\r\n", "");
	CHECK(ms >= 1400 && ms < 2900);
	ms = wire_trickle(s, POST "Content-Length: 4000\r\n\r\n", "x");
	CHECK(ms >= 280 && ms < 1400);
	ms = wire_trickle(s, POST "Content-Length: 9000\r\n\r\n", "x");
	CHECK(ms >= 280 && ms < 1400);			/* also when dropped */
	CHECK_INT(wire_body(wire_get(s, "/long", "")).len, LONG);
	fd = wire_connect(s);			/* does not read */
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	wire_put(fd, S("GET /long HTTP/1.1\r\n" H END));
	pause_ms(800);
	CHECK_INT(wire_status(wire_get(s, "/a", "")), 200);
	ms = clock_mono_ms();
	server_stop(s);				/* does not wait for it */
	CHECK(clock_mono_ms() - ms < 1000);
	close(fd);
}

static void *
wire_client(void *arg)
{
	struct server *s = arg;
	char piece[8192];
	int fd = wire_connect(s), i;
	ssize_t n;

	for (i = 0; i < 20; i++) {
		wire_put(fd, S("GET /held HTTP/1.1\r\n" H "\r\n"));
		n = recv(fd, piece, sizeof(piece), 0);
		if (n < 16 || memcmp(piece, "HTTP/1.1 200", 12) != 0 ||
		    memcmp(piece + n - 9, "get /held", 9) != 0)
			break;
	}
	close(fd);
	return i == 20 ? arg : NULL;
}

TEST(aside_and_back)
{
	struct server *s = wire_start((struct server_conf){ 0 });
	pthread_t clients[64], workers[2];
	void *ok;
	size_t i;

	atomic_store(&held.on, true);
	for (i = 0; i < 2; i++)
		pthread_create(&workers[i], NULL, wire_release, NULL);
	for (i = 0; i < 64; i++)
		pthread_create(&clients[i], NULL, wire_client, s);
	for (i = 0; i < 64; i++) {
		pthread_join(clients[i], &ok);
		CHECK(ok != NULL);
	}
	atomic_store(&held.on, false);
	for (i = 0; i < 2; i++)
		pthread_join(workers[i], NULL);
	server_stop(s);
}

static void *
wire_stop(void *arg)
{
	server_stop(arg);
	return NULL;
}

/* A request is held, another connection idles; then the server stops. */
static struct str
wire_stop_while_held(int stop_ms, bool release)
{
	struct server_conf c = { .limits = { .stop_ms = stop_ms } };
	struct server *s = wire_start(c);
	int fd = wire_connect(s), idle = wire_connect(s), before,
	    port = server_port(s);
	pthread_t stopper;
	char byte;

	before = atomic_load(&held.seen);
	wire_put(fd, S("GET /held HTTP/1.1\r\n" H "\r\n"));
	while (atomic_load(&held.seen) == before)
		pause_ms(1);
	pthread_create(&stopper, NULL, wire_stop, s);
	CHECK(recv(idle, &byte, 1, 0) == 0);
	close(idle);
	pause_ms(50);
	CHECK_INT(wire_connect_port(port), -1);
	if (release)
		wire_release_one();
	pthread_join(stopper, NULL);
	return wire_rest(fd);
}

TEST(stop_finishes_what_is_in_hand)
{
	struct str a = wire_stop_while_held(3000, true);

	CHECK_STR(wire_body(a), "get /held");
	CHECK(wire_has(a, "\r\nConnection: close\r\n"));
	a = wire_stop_while_held(150, false);
	CHECK_INT(wire_status(a), 503);
	CHECK(wire_release_one());		/* late: only frees */
}

TEST(places_to_listen)
{
	struct server_conf c = { .address = S("127.0.0.1"), .loops = 1,
	    .body_max = wire_body_max, .handle = wire_handle };
	struct server *s = wire_start(c), *other;
	struct str why;

	c.port = server_port(s);
	CHECK_INT(server_start(&other, &c, test_arena, &why), RC_REFUSED);
	CHECK_STR(why, str_fmt(test_arena, "Port %d on 127.0.0.1 is in use by "
	    "another program: stop that one or choose another port.",
	    c.port).at);
	CHECK(other == NULL);
	server_stop(s);
	CHECK_INT(server_start(&other, &c, test_arena, &why), RC_OK);
	server_stop(other);
	c.port = 0;
	c.address = S("localhost");
	CHECK_INT(server_start(&other, &c, test_arena, &why), RC_BAD);
	CHECK(wire_has(why, "\"localhost\" port 0 is not an address"));
	c.address = S("192.0.2.1");
	CHECK_INT(server_start(&other, &c, test_arena, &why), RC_REFUSED);
	c.address = S("::1");
	if (server_start(&other, &c, test_arena, &why) == RC_OK)
		server_stop(other);
}

/* As many as the library takes from epoll at once: it asks for more. */
TEST(a_full_house_is_served)
{
	enum { FULL = 128 };
	struct server *s = wire_start((struct server_conf){ .loops = 1 });
	int fd[FULL], first = wire_connect(s), i;
	char piece[4096];

	for (i = 0; i < FULL; i++) {
		fd[i] = wire_connect(s);
		wire_put(fd[i], S("GET /a HTTP/1.1\r\n" H "\r\n"));
		CHECK(recv(fd[i], piece, sizeof(piece), 0) > 0);
	}
	wire_put(first, S("GET /pause HTTP/1.1\r\n" H "\r\n"));
	pause_ms(100);
	for (i = 0; i < FULL; i++)
		wire_put(fd[i], S("GET /a HTTP/1.1\r\n" H "\r\n"));
	CHECK(recv(first, piece, sizeof(piece), 0) > 0);
	CHECK(recv(fd[0], piece, sizeof(piece), 0) > 0);
	for (i = 1; i < FULL; i++)
		CHECK(recv(fd[i], piece, sizeof(piece), MSG_DONTWAIT) > 0 ||
		    recv(fd[i], piece, sizeof(piece), 0) > 0);
	close(first);
	for (i = 0; i < FULL; i++)
		close(fd[i]);
	server_stop(s);
}

TEST(connections_have_a_limit)
{
	struct server_conf c = { .loops = 1, .per_address_max = 3 };
	struct server *s = wire_start(c);
	int fd[3], i;

	for (i = 0; i < 3; i++) {
		char byte[4];

		fd[i] = wire_connect(s);
		wire_put(fd[i], S("GET /a HTTP/1.1\r\n" H "\r\n"));
		CHECK_INT(recv(fd[i], byte, 4, 0), 4);
	}
	CHECK_INT(wire_status(wire_get(s, "/a", "")), 0);
	for (i = 0; i < 3; i++)
		close(fd[i]);
	pause_ms(50);
	CHECK_INT(wire_status(wire_get(s, "/a", "")), 200);
	server_stop(s);
}

int
main(int argc, char **argv)
{
	return test_run("http", argc, argv);
}
