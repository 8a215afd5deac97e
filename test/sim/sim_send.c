/* SPDX-License-Identifier: Apache-2.0 */
/* The other side: takes letters, refuses some, and writes them down. */
#include "sim.h"

#include "base/arena.h"
#include "db/db.h"
#include "reminders/outbox.h"

SQL(sim_told_drop, "patient:id", "", "DELETE FROM told WHERE patient_id = $1");

static struct sim *sim;

static void
note(const struct letter *l, int64_t at, const char *what)
{
	bool patient = id_is_none(l->account);
	int64_t now = sim->now;

	sim->now = at;
	sim_log(sim, "letter row=%s %s=%s kind=%s channel=%s due=%lld "
	    "try=%d result=%s", hex(l->id), patient ? "p" : "staff",
	    hex(patient ? l->patient : l->account), letter_kind_name(l->kind),
	    channel_name(l->channel), (long long)l->due_at, l->tries, what);
	sim->now = now;
}

/* The one letter that is spoilt, so that the oracle has something to find. */
static bool
spoilt(const struct letter *l, const char *what)
{
	bool mine = id_is_none(l->account);

	if (sim->sabotaged > 0 || ++sim->mails < 40)
		return false;
	if (sim->sabotage == SAB_NIGHT && !mine) {
		note(l, l->now + 12 * HOUR_S, what);
		sim->sabotaged++;
		return true;
	}
	if (!mine || l->kind == LETTER_NUDGE)
		return false;
	if (sim->sabotage == SAB_DROP) {
		sim->sabotaged++;
		return true;
	}
	if (sim->sabotage == SAB_DOUBLE)
		note(l, l->now + 60, what);
	else if (sim->sabotage == SAB_HOUR)
		note(l, l->now + HOUR_S, what);
	else
		return false;
	sim->sabotaged++;
	return sim->sabotage == SAB_HOUR;
}

static enum send_result
send(void *ctx, struct arena *a, const struct letter *l, struct str *result)
{
	static const char *const words[] = { [SEND_SENT] = "sent",
	    [SEND_LATER] = "later", [SEND_NEVER] = "never",
	    [SEND_UNKNOWN] = "unknown" };
	int die = roll(&sim->dice, 1000);
	enum send_result r = die < 12 ? SEND_LATER : die < 14 ? SEND_NEVER :
	    die < 17 ? SEND_UNKNOWN : SEND_SENT;

	(void)ctx;
	(void)a;
	*result = S("fake");
	if (r != SEND_SENT || !spoilt(l, words[r]))
		note(l, l->now, words[r]);
	return r;
}

const struct sender sim_sender = { .email = true, .sms = true,
    .url = { "https://example.org/", 20 }, .send = send };

void
sim_sender_of(struct sim *s)
{
	sim = s;
}

/* A worker that claims the next letter and is killed. */
void
sim_lost(struct sim *s)
{
	struct letter l;
	struct duty d;

	duty_open(&d, s->tx, s->vault, "outbox");
	if (outbox_claim(&d, id_random(), &sim_sender, &l) == CLAIM_LETTER)
		note(&l, s->now, "lost");
}

/* Makes the program forget what it told: a third one in a week follows. */
void
sim_third(struct sim *s)
{
	int i;

	for (i = 0; i < s->people_n; i++)
		if (s->people[i].in)
			db_run(s->tx, sim_told_drop, s->people[i].id);
}

/* One letter a chapter: Later Held Open Started Done sKipped. */
static void
letters(struct sim *s, struct care *c, char *out)
{
	static const char names[] = { [CHAPTER_LATER] = 'L',
	    [CHAPTER_HELD] = 'H', [CHAPTER_OPEN] = 'O',
	    [CHAPTER_STARTED] = 'S', [CHAPTER_DONE] = 'D',
	    [CHAPTER_SKIPPED] = 'K' };
	struct chapter_progress *list;
	struct enrolment e;
	size_t n, i;

	if (!course_current(c, &e))
		sim_die("no course");
	n = course_chapters(c, &e, s->content, &list);
	for (i = 0; i < n && i < CHAPTERS; i++)
		out[i] = names[list[i].open];
	out[i] = '\0';
}

/* As the patient sees them, and as the clinic does. */
void
sim_chapters(struct sim *s, struct one *p, struct care *c)
{
	char own[CHAPTERS + 1], other[CHAPTERS + 1];
	struct duty d;
	struct care as;

	duty_open(&d, s->tx, s->vault, "test");
	if (!care_look_duty(&as, &d, p->id))
		sim_die("no record");
	letters(s, c, own);
	letters(s, &as, other);
	if (s->sabotage == SAB_EARLY && s->sabotaged == 0 && own[6] == 'L' &&
	    s->now > s->from + 10 * DAY_S) {
		own[6] = 'O';
		s->sabotaged++;
	}
	sim_log(s, "chapters p=%s own=%s other=%s", hex(p->id), own, other);
}
