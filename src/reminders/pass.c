/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/pass.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "measures/alert.h"
#include "people/care.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"
#include "reminders/remind.h"

struct step {
	struct worker_run *w;
	struct letter letter;
	enum claim claim;
	enum send_result what;
	struct str result;
	int planned, called;
	struct id *clinics;
	const struct id *clinic;
	size_t clinics_n;
	struct id after, last;		/* patients who are planned for */
	bool held;
};

static bool
beat_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	worker_beat(&d, s->w->id, s->w->started_at, s->w->sender);
	(void)outbox_clean(&d);
	return true;
}

static void
clinics_read(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "escalation");
	s->clinics_n = alerts_clinics(&d, &s->clinics);
}

static bool
call_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "escalation");
	s->called = escalate_clinic(&d, s->w->sender, *s->clinic);
	return true;
}

static bool
plan_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	s->planned = remind_plan(&d, s->after, &s->last);
	return true;
}

static bool
claim_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	s->claim = outbox_claim(&d, s->w->id, s->w->sender, &s->letter);
	return true;
}

static bool
aside_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	outbox_set_aside(&d, &s->letter);
	return true;
}

static bool
done_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	s->held = outbox_done(&d, s->w->id, &s->letter, s->what, s->result);
	return true;
}

/* Numbers and fixed words: never who it was for. */
static void
note(struct worker_run *w, const struct step *s)
{
	int64_t late_s = s->letter.now - s->letter.due_at;
	const char *word = "sent";

	if (s->what == SEND_SENT) {
		w->sent++;
	} else if (s->what == SEND_UNKNOWN) {
		w->unknown++;
		word = "unknown";
	} else if (s->what == SEND_NEVER || s->letter.tries >= TRIES_MAX) {
		w->failed++;
		word = "failed";
	} else {
		w->later++;
		word = "later";
	}
	log_info("outbox: %s by %s, try %d, %lld s after its time, %.*s",
	    word, channel_name(s->letter.channel), s->letter.tries,
	    (long long)late_s, STR(s->result));
}

/* What does not open is nobody's to send, and must not stand before what
 * does: it would be claimed again and again. */
static enum rc
claim(struct worker_run *w, struct arena *a, struct step *s)
{
	enum rc rc = db_tx(w->db, a, claim_run, s);

	if (rc != RC_BAD || id_is_none(s->letter.id))
		return rc;
	rc = db_tx(w->db, a, aside_run, s);
	if (rc == RC_OK) {
		log_error("outbox: a letter cannot be read: set aside");
		s->claim = CLAIM_UNREADABLE;
		w->failed++;
	}
	return rc;
}

/* RC_OK and *more false: nothing is due. */
static enum rc
send_next(struct worker_run *w, struct arena *a, bool *more)
{
	struct step s = { .w = w, .result = STR_NONE };
	enum rc rc = claim(w, a, &s);

	*more = rc == RC_OK && s.claim != CLAIM_NONE;
	if (!*more)
		return rc;
	if (s.claim != CLAIM_LETTER) {
		w->dropped += s.claim == CLAIM_DROPPED;
		return RC_OK;
	}
	s.what = w->sender->send(w->sender->ctx, a, &s.letter, &s.result);
	rc = db_tx(w->db, a, done_run, &s);
	note(w, &s);
	if (rc == RC_OK && !s.held)
		log_warn("outbox: an outcome came after its claim was lost");
	return rc;
}

/* One clinic's row that is not what it must be holds up no other clinic. */
static enum rc
part_done(enum rc rc, const char *what)
{
	if (rc != RC_BAD)
		return rc;
	log_error("outbox: %s: not done, a row is not what it must be", what);
	return RC_OK;
}

static enum rc
call_all(struct worker_run *w, struct arena *a)
{
	struct step s = { .w = w };
	enum rc rc = part_done(db_read(w->db, a, clinics_read, &s), "calls");
	size_t i;

	for (i = 0; i < s.clinics_n && rc == RC_OK; i++) {
		struct arena_mark mark = arena_mark(a);

		s.clinic = &s.clinics[i];
		rc = db_tx(w->db, a, call_run, &s);
		arena_reset(a, mark);
		if (rc == RC_OK)
			w->called += s.called;
		rc = part_done(rc, "calls of a clinic");
	}
	return rc;
}

/* A few hundred patients at a time, all of them: nobody else who writes has
 * to wait for long. */
static enum rc
plan_all(struct worker_run *w, struct arena *a)
{
	struct arena_mark mark = arena_mark(a);
	struct step s = { .w = w };
	enum rc rc;

	do {
		s.after = s.last;
		s.last = ID_NONE;
		rc = db_tx(w->db, a, plan_run, &s);
		arena_reset(a, mark);
		if (rc == RC_OK)
			w->planned += s.planned;
		rc = part_done(rc, "reminders");
	} while (rc == RC_OK && !id_is_none(s.last));
	return rc;
}

/* At the begin, and each minute of a long round: a mail server that hangs
 * must not keep a call for somebody, nor the sign of life. */
static enum rc
plan(struct worker_run *w, struct arena *a)
{
	struct step s = { .w = w };
	int64_t now = clock_now();
	enum rc rc;

	if (w->planned_at != 0 && now >= w->planned_at &&
	    now - w->planned_at < PASS_PLAN_S)
		return RC_OK;
	rc = db_tx(w->db, a, beat_run, &s);
	if (rc == RC_OK)
		rc = call_all(w, a);
	if (rc == RC_OK)
		rc = plan_all(w, a);
	w->planned_at = clock_now();
	return rc;
}

enum rc
worker_pass(struct worker_run *w, struct arena *a)
{
	struct arena_mark mark = arena_mark(a);
	enum rc rc = RC_OK;
	bool more = true;
	int n;

	w->passes++;
	for (n = 0; n < PASS_LETTERS_MAX && rc == RC_OK && more; n++) {
		if (w->stops != NULL && w->stops())
			break;
		rc = plan(w, a);
		arena_reset(a, mark);
		if (rc == RC_OK)
			rc = send_next(w, a, &more);
		arena_reset(a, mark);
	}
	if (rc != RC_OK)
		log_error("outbox: the work was not done: %s", rc_text(rc));
	return rc;
}
