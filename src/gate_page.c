/* SPDX-License-Identifier: Apache-2.0 */
#include "gate_page.h"

#include <stddef.h>
#include <string.h>

#include "answers/keep.h"
#include "base/clock.h"
#include "base/log.h"
#include "encounters/minutes.h"
#include "html/lang.h"
#include "http/form.h"
#include "people/page_frame.h"
#include "programme/content.h"
#include "programme/store.h"
#include "routes.h"
#include "today/seen.h"

enum { MOSTLY_BYTES = 12 * 1024 };	/* of a page, or fewer */
enum { ROLE_CLINICIAN = ROLE_THERAPIST | ROLE_SUPERVISOR };

struct gate_run *
job_of(struct db_job *job)
{
	return (struct gate_run *)(void *)((char *)job -
	    offsetof(struct gate_run, job));
}

struct gate_run *
pool_run_of(struct pool_job *job)
{
	return (struct gate_run *)(void *)((char *)job -
	    offsetof(struct gate_run, pool_job));
}

bool
bytes_equal(const char *a, const char *b, size_t n)
{
	unsigned char diff = 0;
	size_t i;

	for (i = 0; i < n; i++)
		diff |= (unsigned char)(a[i] ^ b[i]);
	return diff == 0;
}

struct url
gate_same_url(struct arena *a, struct str path)
{
	return (struct url){ str_copy(a, path) };
}

static struct content *
content_known(struct gate *g, struct hash hash)
{
	size_t i;

	for (i = 0; i < g->contents_n; i++)
		if (hash_eq(content_hash(g->contents[i]), hash))
			return g->contents[i];
	return NULL;
}

/* Keeps what was read, unless another request was first or there is no room;
 * NULL then. */
static struct content *
content_keep(struct gate *g, struct content *c)
{
	struct content *known;

	pthread_mutex_lock(&g->lock);
	known = content_known(g, content_hash(c));
	if (known == NULL && g->contents_n < CONTENTS_MAX)
		g->contents[g->contents_n++] = known = c;
	pthread_mutex_unlock(&g->lock);
	if (known != c)
		content_free(c);
	return known;
}

static const struct content *
content_of(struct page *p, struct bytes bundle)
{
	struct gate *g = p->gate;
	struct content *c = NULL;
	struct lint lint = lint_new(p->arena);
	struct hash hash;
	bool room;

	if (bundle.len != sizeof(hash.b))
		return p->content;
	memcpy(hash.b, bundle.at, sizeof(hash.b));
	pthread_mutex_lock(&g->lock);
	c = content_known(g, hash);
	room = g->contents_n < CONTENTS_MAX;
	pthread_mutex_unlock(&g->lock);
	/* Not under the lock: all requests take it, and a full arena jumps
	 * out of here. */
	if (c == NULL && room) {
		if (content_load_stored(&c, p->tx, hash, &lint) == RC_OK)
			c = content_keep(g, c);
		else
			log_error("a stored content bundle cannot be read");
	}
	return c == NULL ? p->content : c;
}

void
gate_content_set(struct gate *g, struct content *c)
{
	struct content *known;

	pthread_mutex_lock(&g->lock);
	known = content_known(g, content_hash(c));
	if (known == NULL && g->contents_n == CONTENTS_MAX) {
		log_error("too many versions of content since the start; "
		    "start the server anew to use the newest");
		content_free(c);
	} else if (known == NULL) {
		g->contents[g->contents_n++] = c;
		g->active = c;
	} else {
		g->active = known;
		if (known != c)
			content_free(c);
	}
	pthread_mutex_unlock(&g->lock);
}

void
gate_page_init(struct gate_run *r, struct tx *tx)
{
	struct page *p = &r->page;
	struct gate *g = r->gate;
	struct arena *a = r->req->arena;
	size_t i;

	*p = (struct page){ .req = r->req, .reply = r->reply, .tx = tx,
	    .arena = a, .vault = g->vault, .gate = g, .db = g->db,
	    .demo = g->demo,
	    .content_of = content_of, .prepared = r->prepared };
	for (i = 0; i < 3; i++)
		p->ids[i] = r->ids[i];
	for (i = 0; i < 2; i++)
		p->words[i] = r->words[i];
	p->now = tx == NULL ? clock_now() : tx_now(tx);
	reply_init(r->reply, a);
	r->reply->body = buf_new(a, REPLY_BODY_MAX);
	buf_reserve(&r->reply->body, MOSTLY_BYTES);
	r->status = 500;
	pthread_mutex_lock(&g->lock);
	p->content = g->active;
	pthread_mutex_unlock(&g->lock);
	p->clinic = clinic_last(&g->clinics, r->actor.clinic, &r->clinic);
	p->out = (struct out){ .buf = &r->reply->body, .arena = a,
	    .lang = lang_negotiate(req_header(r->req, "accept-language"),
	    p->clinic == NULL ? LANG_EN : p->clinic->lang),
	    .zone = p->clinic == NULL ? zone_utc() : p->clinic->zone,
	    .now = p->now, .csrf = STR_NONE, .problems = &p->problems };
}

static struct str
cookie(const struct req *q, const char *plain, const char *host)
{
	return req_cookie(q, q->https ? host : plain);
}

void
gate_page_token(struct gate_run *r)
{
	struct page *p = &r->page;
	struct str s = cookie(r->req, "s", "__Host-s");

	if (s.len == 0)
		s = cookie(r->req, "v", "__Host-v");
	if (s.len > 0 && s.len <= 128)
		p->out.csrf = csrf_token(p->vault, p->arena, s);
}

/* A visitor's forms need a token too: sign-in, invitation. */
static void
visitor_token(struct gate_run *r)
{
	struct page *p = &r->page;
	struct str v = cookie(r->req, "v", "__Host-v");

	r->visitor_new = v.len != 64;
	if (!r->visitor_new)
		r->visitor = v;
	else if (r->visitor.len == 0)
		r->visitor = vault_token(p->arena);
	if (r->req->method == METHOD_POST && r->visitor_new)
		return;			/* nothing can fit */
	p->out.csrf = csrf_token(p->vault, p->arena, r->visitor);
}

enum session_state
gate_page_who(struct gate_run *r, struct tx *tx)
{
	struct page *p = &r->page;
	struct str token = cookie(r->req, "s", "__Host-s");
	enum session_state state = SESSION_NONE;
	enum lang lang;

	if (token.len > 0)
		state = actor_find(tx, p->vault, token, &r->actor);
	p->clinic = clinic_now(&r->gate->clinics, tx, p->vault,
	    state == SESSION_OK ? r->actor.clinic : ID_NONE, &r->clinic);
	if (state == SESSION_OK) {
		p->actor = &r->actor;
		p->out.lang = r->actor.lang;
		if (r->actor.zone != NULL)
			p->out.zone = r->actor.zone;
		p->out.csrf = csrf_token(p->vault, p->arena, token);
	} else {
		r->visitor = STR_NONE;
		visitor_token(r);
		if (p->clinic != NULL)
			p->out.lang = lang_negotiate(req_header(r->req,
			    "accept-language"), p->clinic->lang);
		if (lang_parse(cookie(r->req, "l", "__Host-l"), &lang))
			p->out.lang = lang;
	}
	if (lang_parse(req_query(r->req, "lang"), &lang)) {
		p->out.lang = lang;
		if (p->actor == NULL)
			reply_cookie(p->reply, r->req->https, "l",
			    str_z(lang_tag(lang)), 90 * 86400);
	}
	if (p->clinic != NULL && p->clinic->demo)
		p->demo = true;
	if (p->actor == NULL && p->clinic != NULL)
		p->out.zone = p->clinic->zone;
	return state;
}

const char *
gate_read_action(struct str path)
{
	struct page none = { 0 };
	const struct route *at;
	struct id patient;
	bool other;

	for (; path.len > 1; path.len--) {
		at = path.at[path.len - 1] == '/' ? NULL : route_find(
		    METHOD_GET, path, &none, &patient, &other);
		if (at != NULL && at->audit != NULL)
			return at->audit;
		while (path.at[path.len - 1] != '/')
			path.len--;
	}
	return NULL;
}

struct seen {
	struct id session, patient;
	int64_t now;
	bool end, own;
	struct id account, noted_patient;
	bool active;			/* somebody of the clinic works */
	struct id active_patient;
	struct day today;
	void (*noted)(struct tx *, struct id account, struct id patient,
	    struct id of, bool own, int64_t now);
	struct id noted_of;
};

struct seen_job {
	struct db_job job;
	struct seen seen;
};

static void
seen_write(struct tx *tx, const struct seen *s)
{
	if (s->end)
		session_end(tx, s->session, s->now);
	else
		session_seen(tx, s->session, s->now);
	if (!id_is_none(s->patient))
		patient_seen(tx, s->patient, s->now);
	if (s->active)
		activity_note(tx, s->account, s->active_patient, s->today,
		    s->now);
	if (s->noted != NULL)
		s->noted(tx, s->account, s->noted_patient, s->noted_of, s->own,
		    s->now);
}

static bool
seen_run(struct tx *tx, struct db_job *job)
{
	seen_write(tx, &((const struct seen_job *)(void *)job)->seen);
	return true;
}

static void
seen_again(struct db_job *job)
{
	(void)job;
}

static void
seen_done(struct db_job *job, enum rc rc)
{
	if (rc != RC_OK)
		log_warn("last-seen was not noted: %s", rc_text(rc));
	arena_free(job->arena);
}

/* False: there is nothing to note, or it is noted already. */
static bool
seen_fill(const struct gate_run *r, struct seen *s)
{
	const struct page *p = &r->page;
	bool active;

	if (p->actor == NULL || r->status >= 400 || r->noted)
		return false;
	active = (p->actor->roles & ROLE_CLINICIAN) != 0 && p->clinic != NULL;
	if (!r->seen && !p->end_session && p->noted == NULL && !active)
		return false;
	*s = (struct seen){ .session = p->actor->session,
	    .account = p->actor->account, .patient = p->actor->patient,
	    .now = p->now, .end = p->end_session, .active = active };
	if (active)
		s->today = zone_day(p->clinic->zone, p->now);
	/* Work with a record that was opened with a reason does not count. */
	if (active && p->care != NULL && p->care->relation == REL_CARE)
		s->active_patient = p->care->patient;
	/* Through a broken glass nobody "has read" in the therapist's place. */
	if (p->care != NULL && p->noted != NULL &&
	    p->care->relation != REL_GLASS &&
	    p->care->relation != REL_PART) {
		s->noted = p->noted;
		s->noted_patient = p->care->patient;
		s->noted_of = p->noted_of;
		s->own = p->care->relation == REL_OWN;
	}
	return true;
}

void
gate_note_in(struct gate_run *r, struct tx *tx)
{
	struct seen s;

	r->noted = false;
	if (seen_fill(r, &s))
		seen_write(tx, &s);
	r->noted = true;
}

void
gate_note(struct gate_run *r)
{
	struct seen seen;
	struct seen_job *s;
	struct arena *a;

	if (!seen_fill(r, &seen))
		return;
	a = arena_new((size_t)256 * 1024);
	if (a == NULL)
		return;
	s = arena_one(a, struct seen_job);
	s->seen = seen;
	s->job = (struct db_job){ .arena = a, .run = seen_run,
	    .again = seen_again, .done = seen_done };
	if (db_submit(r->gate->db, &s->job) != RC_OK)
		arena_free(a);
}

size_t
gate_body_max(void *gate, enum method m, struct str path)
{
	struct page p = { 0 };
	struct id patient;
	bool other;
	const struct route *r = route_find(m, path, &p, &patient, &other);

	(void)gate;
	return r == NULL ? 4096 : r->body_max;
}

/* What the script is told: the text stays in its field. */
static int
unread_keep(struct gate_run *r, int status)
{
	struct keep_reply kept = { .message = status == 413 ?
	    out_tr(&r->page.out, T("Not saved: this is too long. Your text is "
	    "still here. Copy it somewhere safe and make it shorter.")) :
	    out_tr(&r->page.out, T("Not "
	    "saved yet: there is a character in the text that cannot be "
	    "saved. Send it as it is, and you see it without that one.")) };

	return keep_json(&r->page, &kept, status == 413 ? 413 : 422);
}

int
gate_unread(struct gate_run *r, bool ours)
{
	struct page *p = &r->page, other = { 0 };
	struct req *q = r->req;
	struct url page = gate_same_url(p->arena, q->path);
	int status = q->too_long ? 413 : q->dropped ? 415 : 400;
	struct pair *fields;
	struct id patient;
	bool wrong;
	size_t n;

	if (q->method != METHOD_POST || r->route->who & ROLE_NOBODY ||
	    r->route->runs == RUN_PASSWORD || !ours)
		return status;
	if (r->route->flags & ROUTE_KEEP)
		return unread_keep(r, status);
	if (!form_parse_loose(p->arena, q->body, FIELDS_MAX, &fields, &n) ||
	    n == 0)
		return status;
	if (status == 400) {
		page_form_again(p, MSG("A character in it cannot be saved"),
		    MSG("Nothing was changed. Text copied from another "
		    "program may hold characters that are not seen. They are "
		    "taken out of what you wrote, below: look at it, and send "
		    "it again."), fields, n, page);
	} else {
		if (route_find(METHOD_GET, q->path, &other, &patient,
		    &wrong) == NULL)
			page.s = STR_NONE;
		page_form_too_long(p, fields, n, page);
	}
	if (r->reply->body.overflow) {
		r->reply->body = buf_new(p->arena, REPLY_BODY_MAX);
		page_error_body(p, status);
	}
	return status;
}

/* Words somebody wrote, not a number, a choice or an id. */
static bool
has_words(const struct req *q)
{
	size_t i;

	for (i = 0; i < q->form_n; i++)
		if (str_index(q->form[i].value, ' ') < q->form[i].value.len)
			return true;
	return false;
}

void
gate_error_body(struct gate_run *r, bool ours)
{
	struct page *p = &r->page;
	struct req *q = r->req;

	if (r->route->flags & ROUTE_KEEP) {
		page_json(p, S("{}"));
		return;
	}
	if (r->status != 404 || !ours || p->actor == NULL ||
	    q->method != METHOD_POST || r->route->runs == RUN_PASSWORD ||
	    !has_words(q)) {
		page_error_body(p, r->status);
		return;
	}
	/* The same for whoever has no care and a patient there is not. */
	if (r->route->over == OVER_CARE && p->actor->roles & ROLE_STAFF)
		page_form_again(p, MSG("This record is not open to you now"),
		    MSG("This patient is not in your care now, so nothing was "
		    "saved or sent. What you wrote is below, to copy. Give it "
		    "to whoever has care now, if it is needed."), q->form,
		    q->form_n, (struct url){ STR_NONE });
	else
		page_form_again(p, MSG("There is nothing here"), MSG("The "
		    "page has gone since you opened it, or it is not for you "
		    "any more. Nothing was changed or sent. What you wrote is "
		    "below, to copy."), q->form, q->form_n,
		    (struct url){ STR_NONE });
}
