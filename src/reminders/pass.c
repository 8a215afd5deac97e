/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/pass.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
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
	bool held;
};

static bool
plan_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	struct duty d;

	duty_open(&d, tx, s->w->vault, "outbox");
	worker_beat(&d, s->w->id, s->w->started_at, s->w->sender);
	(void)outbox_clean(&d);
	s->planned = remind_plan(&d);
	duty_open(&d, tx, s->w->vault, "escalation");
	s->called = escalate_all(&d, s->w->sender);
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

/* RC_OK and *more false: nothing is due. */
static enum rc
send_next(struct worker_run *w, struct arena *a, bool *more)
{
	struct step s = { .w = w, .result = STR_NONE };
	enum rc rc = db_tx(w->db, a, claim_run, &s);

	*more = rc == RC_OK && s.claim != CLAIM_NONE;
	if (!*more)
		return rc;
	if (s.claim == CLAIM_DROPPED) {
		w->dropped++;
		return RC_OK;
	}
	s.what = w->sender->send(w->sender->ctx, a, &s.letter, &s.result);
	rc = db_tx(w->db, a, done_run, &s);
	note(w, &s);
	if (rc == RC_OK && !s.held)
		log_warn("outbox: an outcome came after its claim was lost");
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
	rc = db_tx(w->db, a, plan_run, &s);
	w->planned_at = clock_now();
	w->planned += s.planned;
	w->called += s.called;
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
