/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_doing.h"

#include "base/arena.h"
#include "course/view.h"
#include "db/db.h"
#include "homework/homework.h"
#include "html/plain.h"
#include "messages/message.h"
#include "programme/content.h"

enum { ITEMS_SCORED = 8, ITEM_MAX = 3, LOOK_DAYS = 7 };

struct str
demo_mobile(struct arena *a, int who)
{
	return str_fmt(a, "+47 400 00 %03d", 11 + who);
}

static const struct content *
content(struct doing *d)
{
	return d->run->conf->content;
}

static struct bytes
bundle(struct doing *d)
{
	struct hash *h = arena_one(d->arena, struct hash);

	*h = content_hash(content(d));
	return (struct bytes){ h->b, sizeof(h->b) };
}

/* --- questionnaires ----------------------------------------------------- */

/* How often an item of PHQ-9 (but the last) is what people tick first. */
static const int phq_weights[ITEMS_SCORED] = { 5, 6, 7, 8, 3, 6, 5, 2 };
static const int gad_weights[7] = { 6, 6, 7, 6, 3, 4, 3 };

/* An item that is not full yet, the likely ones more often; -1: all full. */
static int
pick(struct prng *r, const int *weights, int n, const int *points)
{
	int i, sum = 0, at;

	for (i = 0; i < n; i++)
		sum += points[i] < ITEM_MAX ? weights[i] : 0;
	if (sum == 0)
		return -1;
	at = (int)prng_below(r, (uint32_t)sum);
	for (i = 0; i < n - 1; i++) {
		int w = points[i] < ITEM_MAX ? weights[i] : 0;

		if (at < w)
			break;
		at -= w;
	}
	return i;
}

/*
 * Points on items until they sum up to total; of two picked, the one that is
 * further behind gets it, as complaints rarely stand alone.
 */
static void
spread(struct prng *r, const int *weights, int n, int total, int *points)
{
	for (; total > 0; total--) {
		int a = pick(r, weights, n, points);
		int b = pick(r, weights, n, points);

		if (a < 0 || b < 0)
			return;
		points[points[a] * weights[b] <= points[b] * weights[a] ?
		    a : b]++;
	}
}

static struct prng
dice_of(const struct doing *d)
{
	return prng_seed(d->run->conf->seed ^ (uint64_t)d->act->who << 40 ^
	    (uint64_t)(d->act->kind == ACT_GAD) << 20 ^
	    (uint64_t)d->act->n << 4 ^ (uint64_t)d->act->total);
}

static void
put_item(struct doing *d, struct values *v, int item, int points)
{
	value_put(v, str_fmt(d->arena, "q%d", item), 0, STR_NONE,
	    points < 0 ? S("skip") : str_fmt(d->arena, "%d", points), false);
}

static struct values *
item_values(struct doing *d)
{
	bool phq = d->act->kind != ACT_GAD;
	int n = phq ? ITEMS_SCORED : 7, points[ITEMS_SCORED] = { 0 }, i;
	struct values *v = values_new(d->arena);
	struct prng r = dice_of(d);

	spread(&r, phq ? phq_weights : gad_weights, n,
	    d->act->total - d->act->q9, points);
	if (d->act->skips)
		points[4] = -1;
	for (i = 0; i < n; i++)
		if (d->act->kind != ACT_PHQ_DRAFT || i < 6)
			put_item(d, v, i + 1, points[i]);
	if (phq)
		put_item(d, v, 9, d->act->q9);
	return v;
}

static bool
measure(struct doing *d)
{
	bool send = d->act->kind != ACT_PHQ_DRAFT;
	struct values *v = values_new(d->arena);
	struct measure_saved saved;
	struct occasion o;
	struct answer was;
	int64_t seen = 0;
	struct answer_place place;

	if (!measures_occasion(&d->care, &d->e, content(d), d->act->n,
	    d->act->kind == ACT_GAD ? 2 : 1, &o) || !o.open)
		return false;
	place = measure_place(&d->e, &o);
	if (answer_newest(&d->care, &place, &was, v))
		seen = was.version;
	if (d->act->kind == ACT_FOLLOW_UP)
		value_put(v, S("follow_up"), 0, STR_NONE,
		    str_z(d->act->text), false);
	else
		v = item_values(d);
	saved = measure_save(&d->care, d->run->clinic, content(d), &d->e, &o,
	    v, seen, send);
	care_audit(&d->care, d->act->kind == ACT_FOLLOW_UP ?
	    "answer.follow-up" : "answer.save", saved.answer.id);
	return saved.save == ANSWER_SAVED;
}

/* --- chapter 1 ---------------------------------------------------------- */

static void
put(struct values *v, const char *field, const char *text)
{
	if (text != NULL)
		value_put(v, str_z(field), 0, STR_NONE, str_z(text), false);
}

static void
map_values(struct doing *d, struct values *v, bool half)
{
	const struct map *m = &d->person->map;
	int i;

	put(v, "status", m->status);
	put(v, "situation", m->situation);
	put(v, "thoughts", m->thoughts);
	if (half)
		return;
	put(v, "body", m->body);
	value_put(v, S("strong"), 0, STR_NONE,
	    str_fmt(d->arena, "%d", m->strong), false);
	for (i = 0; i < 2; i++) {
		if (m->deeds[i].act == NULL)
			continue;
		value_put(v, S("doing"), i + 1, S("act"),
		    str_z(m->deeds[i].act), false);
		value_put(v, S("doing"), i + 1, S("ease"),
		    str_fmt(d->arena, "%d", m->deeds[i].ease), false);
	}
	put(v, "later", m->later);
	put(v, "pulls", m->pulls);
	if (m->own != NULL)
		value_put(v, S("own"), 0, STR_NONE, str_z(m->own), true);
}

static bool
map(struct doing *d, bool send)
{
	const struct programme *p = course_programme(&d->e, content(d));
	struct values *v = values_new(d->arena), *was = values_new(d->arena);
	const struct chapter *chapter;
	const struct form *form = p == NULL ? NULL :
	    programme_form(p, S("map"), &chapter);
	struct answer_place place;
	struct answer now;
	int64_t seen = 0;
	enum answer_save saved;

	if (form == NULL)
		return false;
	place = exercise_place(d->arena, &d->e, chapter, form);
	if (answer_newest(&d->care, &place, &now, was))
		seen = now.version;
	map_values(d, v, !send);
	saved = answer_save(&d->care, &place, bundle(d), v, seen, send, &now);
	care_audit(&d->care, "answer.save", now.id);
	return saved == ANSWER_SAVED;
}

/*
 * A page of a chapter.  One of a later chapter that is not open to this
 * person yet (its rule may wait for something the story lacks) is left.
 */
static bool
page(struct doing *d)
{
	const struct act *a = d->act;
	struct chapter_progress at;

	if (!course_chapter(&d->care, &d->e, content(d), a->chapter, &at))
		return false;
	if (!chapter_is_open(&at) || a->n > at.pages)
		return !str_is(a->chapter, "ch1");
	course_page_seen(&d->care, &d->e, a->chapter, a->n);
	care_audit(&d->care, "chapter.page", ID_NONE);
	return true;
}

static bool
chapter_done(struct doing *d)
{
	struct chapter_progress at;

	if (!course_chapter(&d->care, &d->e, content(d), d->act->chapter,
	    &at))
		return false;
	if (!chapter_is_open(&at))
		return true;
	course_chapter_done(&d->care, &d->e, d->act->chapter);
	care_audit(&d->care, "chapter.page", ID_NONE);
	return true;
}

/* --- words -------------------------------------------------------------- */

static bool
send(struct doing *d, struct str body)
{
	struct problems bad = { 0 };
	struct id id;

	if (!message_send(&d->care, body, &id, &bad))
		return false;
	care_audit(&d->care, "message.send", id);
	return true;
}

static struct str
first_name(const struct doing *d)
{
	struct str rest = str_z(demo_staff[d->person->therapist].name);

	return str_cut(&rest, ' ');
}

/* Greeting, the quote if there is one, the words, a name. */
static struct str
letter(struct doing *d, const char *quote, const char *words)
{
	static const char *const hello[LANG_N][3] = {
		[LANG_NB] = { "Hei, %s.", "Hei %s!", "Kjære %s," },
		[LANG_EN] = { "Hello %s.", "Hi %s,", "Dear %s," } };
	static const char *const bye[LANG_N][3] = {
		[LANG_NB] = { "Hilsen", "Vennlig hilsen", "Ha en god uke." },
		[LANG_EN] = { "Best wishes,", "Warm regards,",
		    "Have a good week." } };
	enum lang lang = d->person->lang;
	int die = d->act->n % 3;
	struct str quoted = quote == NULL ? STR_NONE : str_fmt(d->arena,
	    "%.*s\n", STR(html_quoted(d->arena, str_z(quote))));
	struct str begin = str_z(hello[lang][die]);
	size_t at = str_index(begin, '%');

	return str_fmt(d->arena, "%.*s%s%.*s\n\n%.*s%s\n\n%s\n%.*s",
	    STR(str_sub(begin, 0, at)), d->person->first,
	    STR(str_sub(begin, at + 2, begin.len)), STR(quoted), words,
	    bye[lang][(d->act->n / 3) % 3], STR(first_name(d)));
}

static bool
reads(struct doing *d)
{
	struct id account = d->actor.account, patient = d->actor.patient;
	int64_t now = tx_now(d->tx);

	message_note_read(d->tx, account, patient, ID_NONE, true, now);
	homework_note_read(d->tx, account, patient, ID_NONE, true, now);
	return true;
}

/* --- alerts ------------------------------------------------------------- */

/*
 * Two weeks' worsenings may be due on one day, after a holiday: then the
 * first look takes and closes both, and the second finds none.
 */
static bool
take(struct doing *d)
{
	struct alert *list;
	size_t n = alerts_of_patient(&d->care, true, &list), i;

	for (i = 0; i < n; i++)
		if (!alert_take(&d->care, d->run->clinic, list[i].id,
		    list[i].version))
			return false;
	return true;
}

/* A week on; today, for whoever looks at the clinic, when that is earlier. */
static struct day
look_day(const struct doing *d)
{
	int day = zone_day(d->care.zone, d->care.now).n;
	int shown = zone_day(d->care.zone, d->run->conf->now).n;

	if (shown <= day || shown > day + LOOK_DAYS)
		shown = day + LOOK_DAYS;
	return (struct day){ shown };
}

static bool
close_one(struct doing *d, const struct alert *a, size_t nth)
{
	bool risk = str_is(a->kind, "risk");
	const struct closing *c = risk ?
	    &demo_risk_closings[nth % demo_risk_closings_n] :
	    &demo_worse_closings[nth % demo_worse_closings_n];
	struct alert_close x = { .contact = CONTACT_SPOKE,
	    .assessed_level = risk ? 1 : 0, .plan = str_z(c->plan),
	    .note = str_z(c->note), .next_look = look_day(d) };
	struct problems bad = { 0 };

	return alert_close(&d->care, a->id, &x, a->version, &bad);
}

static bool
close_all(struct doing *d)
{
	struct alert *list;
	size_t n = alerts_of_patient(&d->care, true, &list), i;

	for (i = 0; i < n; i++)
		if (!close_one(d, &list[i], (size_t)d->act->n + i))
			return false;
	return true;
}

static bool
safety(struct doing *d)
{
	const struct plan_lines *p = d->act->plan;
	struct safety_plan plan;

	if (p == NULL)
		return true;
	plan = (struct safety_plan){ .signs = str_z(p->signs),
	    .helps = str_z(p->helps), .people = str_z(p->people) };
	care_audit(&d->care, "safety-plan.write", ID_NONE);
	return safety_plan_put(&d->care, &plan, 0);
}

static bool
hold(struct doing *d)
{
	struct chapter_progress at;

	if (!course_chapter(&d->care, &d->e, content(d), S("ch1"), &at))
		return false;
	care_audit(&d->care, "chapter.switch", ID_NONE);
	return course_switch(&d->care, &d->e, S("ch1"), COURSE_HOLD,
	    S("Moren ligger på sykehus. Vi er enige om å vente med lesingen "
	    "til hun er hjemme igjen."), at.version);
}

bool
doing_staff(struct doing *d)
{
	const struct act *a = d->act;

	switch ((int)a->kind) {
	case ACT_PROPOSE:
	case ACT_ASK:
	case ACT_END:
	case ACT_REVIEW:
		return cycle_staff(d);
	case ACT_DOUBT_OVER:
		return cycle_staff(d) && send(d, letter(d, NULL, a->text));
	case ACT_ANSWER:
		care_audit(&d->care, "message.read", ID_NONE);
		return send(d, letter(d, a->exchange->quote,
		    a->exchange->reply));
	case ACT_WRITE:
		return send(d, letter(d, NULL, a->text));
	case ACT_TAKE:
		return take(d);
	case ACT_CLOSE:
		return close_all(d);
	case ACT_SAFETY:
		return safety(d);
	case ACT_HOLD:
		return hold(d);
	case ACT_OWN:
		return own_staff(d, content(d));
	case ACT_TALK:
	case ACT_TALKED:
	case ACT_RHYTHM:
		return talks_staff(d);
	default:
		return a->kind == ACT_LOOK;
	}
}

bool
doing_patient(struct doing *d)
{
	const struct act *a = d->act;

	switch ((int)a->kind) {
	case ACT_MATTERS:
		patient_set_matters(&d->care, str_z(d->person->matters));
		patient_set_practised(&d->care,
		    str_z(demo_ways[a->who].practised));
		care_audit(&d->care, "matters.write", ID_NONE);
		return true;
	case ACT_PAGE:
		return page(d);
	case ACT_MAP_DRAFT:
	case ACT_MAP_SEND:
		return map(d, a->kind == ACT_MAP_SEND);
	case ACT_DONE:
		return chapter_done(d);
	case ACT_PICK:
	case ACT_YES:
	case ACT_FIT:
	case ACT_TRY:
	case ACT_CHANGE:
	case ACT_ASKED:
	case ACT_ENTRY:
	case ACT_REPORT:
	case ACT_DOUBT:
		return cycle_patient(d);
	case ACT_SAY:
		return send(d, str_z(a->exchange->says));
	case ACT_READ:
		return reads(d);
	case ACT_LEAVE:
	case ACT_WEEK:
	case ACT_STEPS:
	case ACT_BACK:
	case ACT_TOGETHER:
	case ACT_REMIND:
		return return_patient(d);
	default:
		return measure(d);
	}
}
