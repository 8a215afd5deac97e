/* SPDX-License-Identifier: Apache-2.0 */
#include "gate.h"

#include <pthread.h>
#include <setjmp.h>

#include "answers/keep.h"
#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "gate_page.h"
#include "http/assets.h"
#include "people/account.h"
#include "people/page_frame.h"
#include "people/part.h"
#include "people/submission.h"
#include "routes.h"

enum {
	SEEN_EVERY_S = 60,
	REST_BYTES = 96 * 1024,	/* seal, audit row, headers: no jump there */
};

static const char *
cookie_name(const struct req *q, bool session)
{
	if (q->https)
		return session ? "__Host-s" : "__Host-v";
	return session ? "s" : "v";
}

/* The same form again is told from an edit by all it says but the token. */
static struct bytes
form_digest(struct gate_run *r)
{
	struct buf b = buf_new(r->req->arena, 4 * FORM_BODY_MAX);
	size_t i;

	buf_add(&b, r->req->path);
	for (i = 0; i < r->req->form_n; i++) {
		if (str_is(r->req->form[i].name, "csrf"))
			continue;
		buf_add_c(&b, '\n');
		buf_add(&b, r->req->form[i].name);
		buf_add_c(&b, '=');
		buf_add(&b, r->req->form[i].value);
	}
	return vault_blind(r->gate->vault, r->req->arena, "submission",
	    buf_str(&b));
}

static void
audit_note_set(struct gate_run *r, const char *action, bool refused)
{
	struct page *p = &r->page;

	r->audit = (struct audit_note){ .action = action, .refused = refused,
	    .role = "", .how = "", .object = p->object, .patient = r->patient };
	if (p->actor != NULL) {
		r->audit.actor = p->actor->account;
		r->audit.session = p->actor->session;
		r->audit.role = role_name(p->actor->roles & r->route->who);
	}
	if (p->care != NULL) {
		r->audit.patient = p->care->patient;
		r->audit.how = relation_word(p->care->relation);
	}
}

static void
audit_note_write(struct gate_run *r, struct tx *tx)
{
	const struct audit_note *n = &r->audit;
	struct audit_row row = { n->actor, n->patient, n->object, n->session,
	    n->action, n->role, n->how, n->refused };

	audit_write(tx, &row);
}

/* Signed in too late or not at all: the text is kept, the way is shown. */
static int
send_to_sign_in(struct gate_run *r, enum session_state state)
{
	struct page *p = &r->page;
	struct req *q = r->req;

	if (r->route->flags & ROUTE_KEEP) {
		page_json(p, S("{}"));
		return 401;
	}
	if (q->dropped)
		return gate_unread(r, false);
	if (q->method == METHOD_GET)
		return page_go(p, state == SESSION_OVER ?
		    url_str(p->arena, "/sign-in?over=1&to=%s", q->path) :
		    url_str(p->arena, "/sign-in?to=%s", q->path));
	/* A password is never kept; it would not be shown again anyway. */
	if (state == SESSION_OVER && r->route->runs != RUN_PASSWORD) {
		kept_form_put(p->tx, p->vault, r->actor.account, q->path,
		    q->body, p->now);
		return page_go(p, url_lit("/sign-in?kept=1"));
	}
	return page_go(p, url_lit("/sign-in?over=1"));
}

/* Over whom; false: the page is not for this actor. */
static bool
open_over(struct gate_run *r)
{
	struct page *p = &r->page;

	switch (r->route->over) {
	case OVER_OWN:
		p->care = &r->care;
		if (care_open_own(&r->care, p->tx, p->vault, p->actor))
			return true;
		break;
	case OVER_CARE:
		p->care = &r->care;
		if (care_open(&r->care, p->tx, p->vault, p->actor, r->patient))
			return true;
		break;
	case OVER_PART:
		p->care = &r->care;
		if (care_open_part(&r->care, p->tx, p->vault, p->actor,
		    p->ids[0]))
			return true;
		break;
	case OVER_LIST:
	case OVER_TEAM:
		p->scope = &r->scope;
		scope_open(&r->scope, p->tx, p->vault, p->actor,
		    r->route->over == OVER_LIST ? SCOPE_CASELOAD : SCOPE_TEAM);
		return true;
	case OVER_NOBODY:
	case OVER_CLINIC:
		return true;
	}
	p->care = NULL;
	return false;
}

/* Ours if the browser says where it came from and that is not here. */
static bool
from_elsewhere(const struct req *q)
{
	struct str site = req_header(q, "sec-fetch-site");
	struct str origin = req_header(q, "origin");
	struct str host = req_header(q, "host");

	if (site.len > 0)
		return !str_is(site, "same-origin") && !str_is(site, "none");
	if (origin.len > 0 && !str_is(origin, "null")) {
		size_t i = str_index(origin, ':');

		return !str_eq(str_sub(origin, i + 3, origin.len), host);
	}
	return false;
}

static bool
csrf_ok(struct gate_run *r)
{
	struct str got = req_field(r->req, "csrf");

	return !from_elsewhere(r->req) && r->page.out.csrf.len > 0 &&
	    got.len == r->page.out.csrf.len &&
	    bytes_equal(got.at, r->page.out.csrf.at, got.len);
}

static int
csrf_failed(struct gate_run *r)
{
	struct page *p = &r->page;

	if (r->route->flags & ROUTE_KEEP || from_elsewhere(r->req) ||
	    r->req->form_n == 0 || r->route->runs == RUN_PASSWORD)
		return 403;
	page_form_again(p, MSG("That page was too old"),
	    MSG("Nothing was changed, and what you wrote is below. Send it "
	    "again if you want to."), r->req->form, r->req->form_n,
	    gate_same_url(p->arena, r->req->path));
	return 403;
}

static void
kept_drop(struct gate_run *r)
{
	if (!id_is_none(r->kept))
		kept_form_drop(r->page.tx, r->page.actor->account, r->kept);
}

/* After the end of the course the patient's own pages are for reading. */
static bool
read_only(const struct gate_run *r)
{
	const struct page *p = &r->page;

	return r->route->over == OVER_OWN && p->care != NULL &&
	    p->care->over && !(r->route->flags & ROUTE_AFTER);
}

static int
read_only_say(struct gate_run *r)
{
	struct page *p = &r->page;
	struct keep_reply kept = { .message = out_tr(&p->out, T("This can "
	    "only be read now. Your text is still here, to copy.")) };

	if (r->route->flags & ROUTE_KEEP)
		return keep_json(p, &kept, 422);
	page_form_again(p, MSG("This can only be read now"),
	    MSG("Your time in the programme is over, so nothing was changed "
	    "or sent. What you wrote is below, to copy. If you need someone "
	    "now, choose Help now."), r->req->form, r->req->form_n,
	    (struct url){ STR_NONE });
	return 409;
}

/* A form that was not taken came back with the record on its page. */
static bool
came_back(const struct gate_run *r)
{
	const struct page *p = &r->page;

	return r->status >= 400 && r->status != 404 && p->care != NULL &&
	    p->care->relation != REL_OWN && p->reply->body.len > 0 &&
	    !(r->route->flags & ROUTE_KEEP);
}

static void
run_post(struct gate_run *r)
{
	struct page *p = &r->page;
	struct id sid = ID_NONE;
	struct bytes digest = { 0 };
	struct str location = STR_NONE;
	bool once = p->actor != NULL &&
	    !(r->route->flags & (ROUTE_KEEP | ROUTE_AGAIN));

	if (!(r->route->flags & ROUTE_FREE) && !csrf_ok(r)) {
		r->status = csrf_failed(r);
		return;
	}
	if (once) {
		if (!id_parse(req_field(r->req, "sid"), &sid)) {
			r->status = 400;
			return;
		}
		digest = form_digest(r);
		if (submission_find(p->tx, sid, p->actor->account, digest,
		    &r->status, &location)) {
			reply_header(p->reply, "Location", location);
			r->replayed = true;
			kept_drop(r);
			return;
		}
	}
	r->status = read_only(r) ? read_only_say(r) : r->route->run(p);
	if (r->status == 303 && once) {
		submission_put(p->tx, sid, p->actor->account, digest,
		    r->status, reply_location(p->reply));
		kept_drop(r);
	}
	if (r->route->audit != NULL && r->status < 400) {
		audit_note_set(r, r->route->audit, false);
		audit_note_write(r, p->tx);
		r->audit.action = NULL;
	} else if (came_back(r)) {
		audit_note_set(r, gate_read_action(r->req->path), false);
	}
}

/* A row that is not this patient's, a write under a broken glass. */
static bool
not_theirs(const struct gate_run *r)
{
	const struct page *p = &r->page;

	return r->status == 404 && p->actor != NULL &&
	    (!id_is_none(r->ids[0]) ||
	    (p->care != NULL && p->care->relation == REL_GLASS));
}

static void
run_route(struct gate_run *r, enum session_state state)
{
	struct page *p = &r->page;
	const struct route *route = r->route;
	bool open = route->who & ROLE_NOBODY;

	if (route == &route_nowhere || route == &route_wrong_method) {
		r->status = route->run(p);
		return;
	}
	if (p->actor == NULL && !open) {
		r->status = send_to_sign_in(r, state);
		return;
	}
	if ((!open && (p->actor->roles & route->who) == 0) ||
	    (p->actor != NULL && !open_over(r))) {
		r->status = 404;
		r->refused = true;
		return;
	}
	if (r->req->bad_form || r->req->too_long) {
		r->status = gate_unread(r, !from_elsewhere(r->req));
		return;
	}
	if (r->req->method == METHOD_POST) {
		run_post(r);
		return;
	}
	r->status = route->run(p);
	if (route->audit != NULL && p->actor != NULL && r->status == 200 &&
	    (p->care == NULL || p->care->relation != REL_OWN))
		audit_note_set(r, route->audit, false);
}

/* Everything of one request inside one transaction; true to commit. */
static bool
run_in(struct gate_run *r, struct tx *tx)
{
	struct page *p = &r->page;
	enum session_state state;
	jmp_buf full;

	r->audit.action = NULL;
	r->refused = r->replayed = r->noted = false;
	gate_page_init(r, tx);
	if (setjmp(full) != 0) {
		arena_on_full(r->req->arena, NULL);
		tx_fail(tx, RC_NOMEM);
		r->status = 503;
		return false;
	}
	arena_on_full(r->req->arena, &full);
	state = gate_page_who(r, tx);
	run_route(r, state);
	if (r->status == 503)
		tx_fail(tx, RC_IO);	/* a room's word: the world failed */
	if (r->refused || not_theirs(r)) {
		r->refused = true;
		if (id_is_none(p->object))
			p->object = r->ids[0];
		audit_note_set(r, "refused", true);
	}
	/* The first page of a session too: a visit may be a short one. */
	r->seen = p->actor != NULL &&
	    (p->now - p->actor->seen_at >= SEEN_EVERY_S ||
	    p->actor->seen_at == p->actor->made_at);
	if (r->status >= 400 && r->reply->body.len == 0 &&
	    tx_rc(tx) == RC_OK)
		gate_error_body(r, csrf_ok(r));
	if (r->refused && tx_writes(tx)) {
		audit_note_write(r, tx);
		r->audit.action = NULL;
		p->keep = true;
	}
	arena_on_full(r->req->arena, NULL);
	if (!arena_has_room(r->req->arena, REST_BYTES))
		tx_fail(tx, RC_NOMEM);
	return r->status < 400 || p->keep;
}

static void
finish(struct gate_run *r)
{
	struct page *p = &r->page;
	struct reply *reply = r->reply;
	struct req *q = r->req;

	reply->status = r->status;
	if (reply->type == NULL && reply->body.len > 0)
		reply->type = "text/html; charset=utf-8";
	if (p->session_token.len > 1)
		reply_cookie(reply, q->https, "s", p->session_token, -1);
	else if (p->session_token.len == 1)
		reply_cookie(reply, q->https, "s", STR_NONE, 0);
	if (r->visitor_new && p->actor == NULL)
		reply_cookie(reply, q->https, "v", r->visitor, -1);
	reply_security_headers(reply, q->https,
	    p->actor != NULL || req_cookie(q, cookie_name(q, true)).len > 0);
	gate_note(r);
	clinic_release(&r->gate->clinics, &r->clinic);
	p->clinic = NULL;
	r->done(r);
}

static void
fail_page(struct gate_run *r, enum rc rc)
{
	struct page *p = &r->page;

	if (r->route->flags & ROUTE_KEEP) {
		p->reply->type = "application/json";
		buf_add_z(&p->reply->body, "{}");
	} else if (r->req->method == METHOD_POST && r->req->form_n > 0 &&
	    r->route->runs != RUN_PASSWORD) {
		page_form_again(p, MSG("Not saved yet"), rc == RC_FULL ?
		    MSG("The server has no room to save this just now. Your "
		    "text is below and nothing is lost while this page is "
		    "open. Try again in a few minutes.") :
		    MSG("The server could not save this just now. Your text "
		    "is below and nothing is lost while this page is open. "
		    "Try again in a moment."),
		    r->req->form, r->req->form_n,
		    gate_same_url(p->arena, r->req->path));
	} else {
		page_error_body(p, 503);
	}
}

static void
fail_begin(struct gate_run *r)
{
	arena_reset(r->req->arena, r->mark);
	gate_page_init(r, NULL);
	gate_page_token(r);
	r->status = 503;
	r->seen = false;
	r->page.actor = NULL;
}

/* The transaction could not be done: nothing changed, the text is kept. */
static void
fail(struct gate_run *r, enum rc rc)
{
	jmp_buf full;

	fail_begin(r);
	log_error("request %s failed: %s", id_hex(r->req->arena,
	    r->req->request_id).at, rc_text(rc));
	if (setjmp(full) == 0) {
		arena_on_full(r->req->arena, &full);
		fail_page(r, rc);
	} else {
		r->reply->body.overflow = true;
	}
	arena_on_full(r->req->arena, NULL);
	if (r->reply->body.overflow) {
		/* A text too long to be shown again: the browser has it. */
		fail_begin(r);
		page_error_body(&r->page, 503);
	}
	reply_header(r->reply, "Retry-After", S("60"));
	finish(r);
}

static bool
job_run(struct tx *tx, struct db_job *job)
{
	struct gate_run *r = job_of(job);

	if (r->audit_only) {
		audit_note_write(r, tx);
		gate_note_in(r, tx);
		return true;
	}
	return run_in(r, tx);
}

static void
job_again(struct db_job *job)
{
	struct gate_run *r = job_of(job);

	if (!r->audit_only)
		arena_reset(r->req->arena, r->mark);
}

static void write_start(struct gate_run *);

/* What was shown is sent when its row is on disk. */
static void
write_audit(struct gate_run *r)
{
	r->audit_only = true;
	write_start(r);
}

static void
job_done(struct db_job *job, enum rc rc)
{
	struct gate_run *r = job_of(job);

	if (rc != RC_OK)
		fail(r, rc);
	else if (r->audit.action != NULL && !r->audit_only)
		write_audit(r);
	else
		finish(r);
}

static void
write_start(struct gate_run *r)
{
	enum rc rc;

	r->job = (struct db_job){ .arena = r->req->arena, .run = job_run,
	    .again = job_again, .done = job_done };
	rc = db_submit(r->gate->db, &r->job);
	if (rc != RC_OK)
		fail(r, rc);
}

static void
read_in(struct tx *tx, void *arg)
{
	run_in(arg, tx);
}

static void
read_now(struct gate_run *r)
{
	enum rc rc = db_read(r->gate->db, r->req->arena, read_in, r);

	if (rc != RC_OK) {
		fail(r, rc);
		return;
	}
	if (r->audit.action == NULL) {
		finish(r);
		return;
	}
	write_audit(r);
}

static void
read_on_pool(struct pool_job *job)
{
	read_now(pool_run_of(job));
}

static void
before_on_pool(struct pool_job *job)
{
	struct gate_run *r = pool_run_of(job);

	gate_page_init(r, NULL);
	gate_page_token(r);
	/* What it prepares lives below the mark, through every re-run. */
	r->route->before(&r->page);
	r->prepared = r->page.prepared;
	r->mark = arena_mark(r->req->arena);
	write_start(r);
}

/* The gate's own field: rooms, and the digest of a form, know nothing of it. */
static void
kept_take(struct gate_run *r)
{
	struct req *q = r->req;
	size_t i, n = 0;

	for (i = 0; i < q->form_n; i++) {
		if (str_is(q->form[i].name, "kept"))
			(void)id_parse(q->form[i].value, &r->kept);
		else
			q->form[n++] = q->form[i];
	}
	q->form_n = n;
}

void
gate_start(struct gate_run *r)
{
	bool other = false, get = r->req->method == METHOD_GET;
	struct pool *pool = NULL;

	kept_take(r);
	r->route = route_find(r->req->method, r->req->path, &r->page,
	    &r->patient, &other);
	if (r->route == NULL)
		r->route = other ? &route_wrong_method : &route_nowhere;
	for (size_t i = 0; i < 3; i++)
		r->ids[i] = r->page.ids[i];
	for (size_t i = 0; i < 2; i++)
		r->words[i] = r->page.words[i];
	r->mark = arena_mark(r->req->arena);
	if (r->route == &route_nowhere || r->route == &route_wrong_method)
		get = true;
	if (r->route->before != NULL && !get && !r->req->too_long) {
		r->pool_job.run = before_on_pool;
		pool = r->gate->slow;
	} else if (get && (!r->gate->inline_reads ||
	    r->route->runs == RUN_WORKER)) {
		r->pool_job.run = read_on_pool;
		pool = r->gate->readers;
	}
	if (pool != NULL) {
		if (!pool_add(pool, &r->pool_job))
			fail(r, RC_AGAIN);
	} else if (get) {
		read_now(r);
	} else {
		write_start(r);
	}
}
