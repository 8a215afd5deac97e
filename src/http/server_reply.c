/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/log.h"
#include "http/assets.h"
#include "server_own.h"

static const int refusals[REFUSALS] = { 400, 405, 413, 414, 415, 431, 500,
	503 };

static struct MHD_Response *
response_of(struct str body)
{
	union {
		const char *in;
		void *out;
	} at = { body.at };	/* the library never writes to it */

	return MHD_create_response_from_buffer(body.len, at.out,
	    MHD_RESPMEM_PERSISTENT);
}

static bool
headers_add(struct MHD_Response *m, const struct reply *r)
{
	size_t i;

	if (r->type != NULL && MHD_add_response_header(m, "Content-Type",
	    r->type) != MHD_YES)
		return false;
	for (i = 0; i < r->headers_n; i++)
		if (MHD_add_response_header(m, r->headers[i].name.at,
		    r->headers[i].value.at) != MHD_YES)
			return false;
	return true;
}

static struct MHD_Response *
asset_ready(struct arena *arena, const struct asset *a, enum asset_coding c,
    bool https)
{
	const char *coding = asset_coding_name(c);
	struct MHD_Response *m;
	struct reply r;

	reply_init(&r, arena);
	r.type = a->type;
	if (coding != NULL)
		reply_header(&r, "Content-Encoding", str_z(coding));
	reply_header(&r, "Vary", S("Accept-Encoding"));
	reply_header(&r, "ETag", a->etag[c]);
	reply_header(&r, "Cache-Control", str_z(a->cache));
	reply_security_headers(&r, https, false);
	m = response_of((struct str){ (const char *)a->data[c].at,
	    a->data[c].len });
	if (m != NULL && !headers_add(m, &r)) {
		MHD_destroy_response(m);
		return NULL;
	}
	return m;
}

static struct MHD_Response *
refusal_ready(struct arena *arena, int status)
{
	struct str text = str_z(http_status_text(status));
	struct MHD_Response *m;
	struct reply r;

	reply_init(&r, arena);
	r.type = "text/plain; charset=utf-8";
	if (status == 405)
		reply_header(&r, "Allow", S("GET, HEAD, POST"));
	if (status == 503)
		reply_header(&r, "Retry-After", S("60"));
	reply_header(&r, "Connection", S("close"));
	if (status != 431) {
		reply_security_headers(&r, false, true);
	} else {
		/* What asks for it has left hardly any room for an answer. */
		r.type = NULL;
		text = STR_NONE;
	}
	m = response_of(text);
	if (m != NULL && !headers_add(m, &r)) {
		MHD_destroy_response(m);
		return NULL;
	}
	return m;
}

bool
server_ready_make(struct server *s)
{
	size_t i, n;
	const struct asset *all = assets_all(&n);
	int https;

	s->ready = arena_many(s->arena, struct ready, n + 1);
	s->ready_n = n;
	for (i = 0; i < n; i++)
		for (enum asset_coding c = 0; c < ASSET_CODINGS; c++)
			for (https = 0; https < 2; https++) {
				struct MHD_Response *m;

				if (all[i].data[c].at == NULL)
					continue;
				m = asset_ready(s->arena, &all[i], c, https);
				if (m == NULL)
					return false;
				s->ready[i].reply[c][https] = m;
			}
	for (i = 0; i < REFUSALS; i++) {
		s->refusals[i] = refusal_ready(s->arena, refusals[i]);
		if (s->refusals[i] == NULL)
			return false;
	}
	return true;
}

void
server_ready_free(struct server *s)
{
	size_t i, c, https;

	for (i = 0; i < s->ready_n; i++)
		for (c = 0; c < ASSET_CODINGS; c++)
			for (https = 0; https < 2; https++)
				if (s->ready[i].reply[c][https] != NULL)
					MHD_destroy_response(
					    s->ready[i].reply[c][https]);
	for (i = 0; i < REFUSALS; i++)
		if (s->refusals[i] != NULL)
			MHD_destroy_response(s->refusals[i]);
}

enum MHD_Result
server_refuse(struct server *s, struct MHD_Connection *link, int status)
{
	size_t i = 0;

	while (i + 1 < REFUSALS && refusals[i] != status)
		i++;
	return MHD_queue_response(link, (unsigned)refusals[i], s->refusals[i]);
}

static enum MHD_Result
asset_send(struct exchange_own *o)
{
	const struct reply *r = &o->x.reply;
	struct str coding = str_z(r->asset_encoding);
	size_t n, i = (size_t)(r->asset - assets_all(&n));
	enum asset_coding c = str_is(coding, "br") ? ASSET_BR :
	    str_is(coding, "gzip") ? ASSET_GZIP : ASSET_PLAIN;

	atomic_store(&o->conn->reply_n, r->asset->data[c].len);
	return MHD_queue_response(o->link, (unsigned)r->status,
	    o->server->ready[i].reply[c][o->x.req.https]);
}

/* On the loop's thread, inside the library's call of on_request(). */
enum MHD_Result
server_send(struct exchange_own *o)
{
	const struct reply *r = &o->x.reply;
	struct MHD_Response *m;
	enum MHD_Result sent;

	conn_mark(o->conn, PHASE_SEND, clock_mono_ms());
	if (r->asset != NULL)
		return asset_send(o);
	if (r->body.overflow || r->status < 200 || r->status > 599) {
		log_error("reply too long or without a status (%d)", r->status);
		return server_refuse(o->server, o->link, 500);
	}
	atomic_store(&o->conn->reply_n, r->body.len);
	m = response_of(buf_str(&r->body));
	if (m == NULL)
		return MHD_NO;
	sent = headers_add(m, r) ? MHD_YES : MHD_NO;
	if (atomic_load(&o->server->stopping))
		MHD_add_response_header(m, "Connection", "close");
	if (sent == MHD_YES)
		sent = MHD_queue_response(o->link, (unsigned)r->status, m);
	MHD_destroy_response(m);
	return sent;
}
