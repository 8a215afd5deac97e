/* SPDX-License-Identifier: Apache-2.0 */
#include "wire.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "page_read.h"

void
wire_open(struct wire *w, int port)
{
	*w = (struct wire){ .port = port, .fd = -1 };
	w->buf = malloc(WIRE_MAX + 1);
	if (w->buf == NULL)
		abort();
}

static void
drop(struct wire *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

void
wire_close(struct wire *w)
{
	drop(w);
	free(w->buf);
	w->buf = NULL;
}

static bool
connected(struct wire *w)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)w->port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct timeval wait = { .tv_sec = WIRE_WAIT_S };
	int one = 1;

	if (w->fd >= 0)
		return true;
	w->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (w->fd < 0)
		return false;
	setsockopt(w->fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	setsockopt(w->fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
	setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (connect(w->fd, (struct sockaddr *)&to, sizeof(to)) == 0)
		return true;
	drop(w);
	return false;
}

static bool
send_all(struct wire *w, struct str s)
{
	while (s.len > 0) {
		ssize_t n = send(w->fd, s.at, s.len, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		s = str_sub(s, (size_t)n, s.len);
	}
	return true;
}

struct str
wire_header(const struct wire *w, const char *name)
{
	struct str rest = w->head;
	size_t n = strlen(name);

	while (rest.len > 0) {
		struct str line = str_cut(&rest, '\n');

		if (line.len > n && line.at[n] == ':' &&
		    strncasecmp(line.at, name, n) == 0)
			return str_trim(str_sub(line, n + 1, line.len));
	}
	return STR_NONE;
}

/* The head is whole: where the body begins and ends. */
static bool
head_read(struct wire *w, size_t head_n, size_t *want)
{
	int64_t n = 0, status = 0;

	w->head = (struct str){ w->buf, head_n };
	if (head_n < 12 || !str_int(str_sub(w->head, 9, 12), 100, 599,
	    &status) || !str_int(wire_header(w, "content-length"), 0,
	    WIRE_MAX, &n))
		return false;
	w->closes = str_is(wire_header(w, "connection"), "close");
	*want = head_n + (size_t)n;
	w->status = (int)status;
	return *want <= WIRE_MAX;
}

static bool
receive(struct wire *w)
{
	size_t n = 0, want = 0, head_n = 0;

	while (want == 0 || n < want) {
		ssize_t got = recv(w->fd, w->buf + n, WIRE_MAX - n, 0);
		const char *end;

		if (got <= 0)
			return false;
		n += (size_t)got;
		if (want > 0)
			continue;
		end = memmem(w->buf, n, "\r\n\r\n", 4);
		if (end == NULL)
			continue;
		head_n = (size_t)(end - w->buf) + 4;
		if (!head_read(w, head_n, &want))
			return false;
	}
	w->body = (struct str){ w->buf + head_n, want - head_n };
	w->location = wire_header(w, "location");
	return true;
}

static void
cookie_keep(struct wire *w)
{
	struct str rest = w->head;

	while (rest.len > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct str value;

		if (line.len < 15 ||
		    strncasecmp(line.at, "set-cookie:", 11) != 0)
			continue;
		value = str_trim(str_sub(line, 11, str_index(line, ';')));
		if ((str_starts(value, S("s=")) ||
		    str_starts(value, S("v="))) &&
		    value.len < sizeof(w->cookie))
			snprintf(w->cookie, sizeof(w->cookie), "%.*s",
			    STR(value));
	}
}

static bool
exchange(struct wire *w, const char *method, const char *path,
    const struct str *body)
{
	char head[1024];
	bool whole;

	w->status = 0;
	w->head = w->body = w->location = STR_NONE;
	snprintf(head, sizeof(head), "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
	    "%s%s%s%s%s%sOrigin: http://127.0.0.1:%d\r\n"
	    "Content-Type: application/x-www-form-urlencoded\r\n"
	    "Content-Length: %zu\r\n\r\n", method, path, w->port,
	    w->cookie[0] == '\0' ? "" : "Cookie: ", w->cookie,
	    w->cookie[0] == '\0' ? "" : "\r\n",
	    w->accept == NULL ? "" : "Accept-Encoding: ",
	    w->accept == NULL ? "" : w->accept,
	    w->accept == NULL ? "" : "\r\n", w->port,
	    body == NULL ? 0 : body->len);
	whole = connected(w) && send_all(w, str_z(head)) &&
	    (body == NULL || send_all(w, *body)) && receive(w);
	if (!whole) {
		w->status = 0;
		drop(w);
		return false;
	}
	cookie_keep(w);
	if (w->closes)
		drop(w);
	return true;
}

bool
wire_get(struct wire *w, const char *path)
{
	return exchange(w, "GET", path, NULL);
}

bool
wire_post(struct wire *w, const char *path, struct str body)
{
	return exchange(w, "POST", path, &body);
}

bool
wire_sign_in(struct wire *w, struct arena *a, const char *login,
    const char *password)
{
	const char *set[] = { "login", login, "password", password, NULL };
	struct str body;

	w->cookie[0] = '\0';
	if (!wire_get(w, "/sign-in"))
		return false;
	body = wire_form(w, a, S("/sign-in"), set);
	return body.len > 0 && wire_post(w, "/sign-in", body) &&
	    w->status == 303 && w->cookie[0] == 's';
}

/* --- forms ---------------------------------------------------------------- */

static void
encoded_add(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_')
			buf_add_c(b, (char)c);
		else if (c == ' ')
			buf_add_c(b, '+');
		else
			buf_fmt(b, "%%%02X", c);
	}
}

static void
field_add(struct buf *b, struct str name, struct str value)
{
	if (b->len > 0)
		buf_add_c(b, '&');
	encoded_add(b, name);
	buf_add_c(b, '=');
	encoded_add(b, value);
}

static bool
is_set(const char *const *set, struct str name)
{
	for (; *set != NULL; set += 2)
		if (str_is(name, *set))
			return true;
	return false;
}

struct str
wire_form(const struct wire *w, struct arena *a, struct str action,
    const char *const *set)
{
	struct nodes nodes = nodes_read(a, w->body);
	struct buf b = buf_new(a, 1024 * 1024);
	struct form_read f = { 0 };
	size_t i;

	for (i = 0; i < nodes.n; i++)
		if (node_opens(&nodes.at[i], "form") &&
		    str_eq(node_attr(&nodes.at[i], "action"), action))
			break;
	if (i == nodes.n)
		return STR_NONE;
	f = form_at(a, &nodes, i);
	for (i = 0; i < f.n; i++)
		if (f.list[i].on && !f.list[i].button &&
		    f.list[i].name.len > 0 && !is_set(set, f.list[i].name))
			field_add(&b, f.list[i].name, f.list[i].value);
	for (; *set != NULL; set += 2)
		field_add(&b, str_z(set[0]), str_z(set[1]));
	return buf_str(&b);
}

struct str
wire_link(const struct wire *w, struct arena *a, const char *begin)
{
	struct str want = str_fmt(a, "href=\"%s", begin);
	const char *at = memmem(w->body.at, w->body.len, want.at, want.len);
	struct str rest;

	if (at == NULL)
		return STR_NONE;
	at += 6;
	rest = (struct str){ at, (size_t)(w->body.at + w->body.len - at) };
	return str_copy(a, str_sub(rest, 0, str_index(rest, '"')));
}
