/* SPDX-License-Identifier: Apache-2.0 */
#include "course/course.h"

#include "course/env.h"
#include "course/order.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "programme/content.h"

enum { WEEK_DAYS = 7 };

struct course_hooks course_hooks;

SQL(enrolment_end, "patient:id now:int", "",
    "UPDATE enrolment SET ended_at = $2, version = version + 1 "
    "WHERE patient_id = $1 AND ended_at IS NULL");
SQL(enrolment_make, "id:id patient:id clinic:id programme:text bundle:bytes "
    "start:int weekday:int by:id now:int", "",
    "INSERT INTO enrolment (id, patient_id, clinic_id, programme, bundle, "
    "start_day, weekday, reading, made_by, made_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 'standard', $8, $9, 1)");
SQL(enrolment_current, "patient:id",
    "id:id programme:text bundle:bytes start_day:int weekday:int reading:text "
    "made_at:int ended_at:int? version:int",
    "SELECT id, programme, bundle, start_day, weekday, reading, made_at, "
    "ended_at, version FROM enrolment WHERE patient_id = $1");
/* The words of a text are no part of the way through it: no new version. */
SQL(enrolment_reading, "patient:id enrolment:id reading:text", "",
    "UPDATE enrolment SET reading = $3 WHERE patient_id = $1 AND id = $2");

#define STATE_COLUMNS "chapter:text opened_at:int? started_at:int? page:int " \
    "page_max:int done_at:int? held_at:int? held_reason:bytes? " \
    "reason_row:id? skipped_at:int? version:int"
#define STATE_SELECT "SELECT chapter, opened_at, started_at, page, page_max, " \
    "done_at, held_at, held_reason, reason_row, skipped_at, version " \
    "FROM chapter_state "

SQL(chapter_states, "patient:id enrolment:id", STATE_COLUMNS,
    STATE_SELECT "WHERE patient_id = $1 AND enrolment_id = $2");
SQL(chapter_begun, "patient:id enrolment:id chapter:text",
    "begun:int version:int",
    "SELECT CASE WHEN started_at IS NULL AND done_at IS NULL THEN 0 ELSE 1 "
    "END AS begun, version FROM chapter_state WHERE patient_id = $1 "
    "AND enrolment_id = $2 AND chapter = $3");
SQL(chapter_seen, "enrolment:id patient:id chapter:text now:int page:int", "",
    "INSERT INTO chapter_state (enrolment_id, patient_id, chapter, "
    "started_at, page, page_max, version) VALUES ($1, $2, $3, $4, $5, $5, 1) "
    "ON CONFLICT (enrolment_id, chapter) DO UPDATE SET page = $5, "
    "page_max = CASE WHEN chapter_state.page_max > $5 "
    "THEN chapter_state.page_max ELSE $5 END, "
    "version = chapter_state.version + CASE WHEN chapter_state.started_at "
    "IS NULL THEN 1 ELSE 0 END, "
    "started_at = COALESCE(chapter_state.started_at, $4) "
    "WHERE chapter_state.patient_id = $2");
SQL(chapter_done, "enrolment:id patient:id chapter:text now:int", "",
    "INSERT INTO chapter_state (enrolment_id, patient_id, chapter, "
    "started_at, page, page_max, done_at, version) "
    "VALUES ($1, $2, $3, $4, 1, 1, $4, 1) "
    "ON CONFLICT (enrolment_id, chapter) DO UPDATE SET done_at = $4, "
    "started_at = COALESCE(chapter_state.started_at, $4), "
    "version = chapter_state.version + 1 "
    "WHERE chapter_state.patient_id = $2 AND chapter_state.done_at IS NULL");
SQL(chapter_switch, "enrolment:id patient:id chapter:text opened_at:int? "
    "opened_by:id? held_at:int? held_by:id? reason:bytes? reason_row:id? "
    "skipped_at:int? skipped_by:id? seen:int", "",
    "INSERT INTO chapter_state (enrolment_id, patient_id, chapter, page, "
    "page_max, opened_at, opened_by, held_at, held_by, held_reason, "
    "reason_row, skipped_at, skipped_by, version) "
    "VALUES ($1, $2, $3, 0, 0, $4, $5, $6, $7, $8, $9, $10, $11, 1) "
    "ON CONFLICT (enrolment_id, chapter) DO UPDATE SET opened_at = $4, "
    "opened_by = $5, held_at = $6, held_by = $7, held_reason = $8, "
    "reason_row = $9, skipped_at = $10, skipped_by = $11, "
    "version = chapter_state.version + 1 "
    "WHERE chapter_state.patient_id = $2 AND chapter_state.version = $12");

SQL(chapter_keep, "enrolment:id patient:id chapter:text now:int by:id", "",
    "INSERT INTO chapter_state (enrolment_id, patient_id, chapter, page, "
    "page_max, opened_at, opened_by, version) "
    "VALUES ($1, $2, $3, 0, 0, $4, $5, 1) "
    "ON CONFLICT (enrolment_id, chapter) DO UPDATE SET opened_at = $4, "
    "opened_by = $5, version = chapter_state.version + 1 "
    "WHERE chapter_state.patient_id = $2 "
    "AND chapter_state.opened_at IS NULL");

static int
week_of(struct day start, struct day today)
{
	return today.n < start.n ? 0 : (today.n - start.n) / WEEK_DAYS + 1;
}

struct id
course_enrol(struct care *c, const struct content *content,
    struct str programme, struct day start, int weekday)
{
	struct id id = id_event(tx_now_ms(c->tx));
	struct hash hash = content_hash(content);
	struct bytes bundle = { hash.b, sizeof(hash.b) };

	db_run(c->tx, enrolment_end, c->patient, c->now);
	db_run(c->tx, enrolment_make, id, c->patient, c->clinic, programme,
	    bundle, start, weekday, c->actor, c->now);
	care_audit(c, "course.enrol", id);
	return id;
}

static void
enrolment_read(struct care *c, struct rows *r, struct enrolment *out)
{
	out->id = rows_id(r, "id");
	out->programme = rows_str(r, "programme");
	out->bundle = rows_bytes(r, "bundle");
	out->start_day = rows_day(r, "start_day");
	out->weekday = (int)rows_int(r, "weekday");
	out->reading = rows_str(r, "reading");
	out->made_at = rows_int(r, "made_at");
	out->ended_at = rows_int(r, "ended_at");
	out->version = rows_int(r, "version");
	out->week = week_of(out->start_day, zone_day(c->zone, c->now));
}

/* One that runs before one that has ended, then the newest. */
static bool
enrolment_before(const struct enrolment *a, const struct enrolment *b)
{
	if ((a->ended_at == 0) != (b->ended_at == 0))
		return a->ended_at == 0;
	if (a->made_at != b->made_at)
		return a->made_at > b->made_at;
	return id_cmp(a->id, b->id) > 0;
}

bool
course_current(struct care *c, struct enrolment *out)
{
	struct enrolment e = { 0 }, *keep;

	*out = e;
	if (c->course != NULL) {
		*out = *c->course;
		return true;
	}

	ROWS(r, c->tx, enrolment_current, c->patient);

	keep = NULL;
	while (rows_next(&r)) {
		enrolment_read(c, &r, &e);
		if (keep == NULL || enrolment_before(&e, out))
			*out = e;
		if (keep == NULL)
			keep = arena_one(c->arena, struct enrolment);
	}
	if (keep == NULL)
		return false;
	*keep = *out;
	if (!tx_writes(c->tx))
		c->course = keep;
	return true;
}

const struct programme *
course_programme(const struct enrolment *e, const struct content *content)
{
	return content == NULL ? NULL :
	    content_programme(content, e->programme);
}

static void
state_read(struct care *c, struct rows *r, struct chapter_progress *out)
{
	out->opened_at = rows_int(r, "opened_at");
	out->started_at = rows_int(r, "started_at");
	out->page = (int)rows_int(r, "page");
	out->page_max = (int)rows_int(r, "page_max");
	out->done_at = rows_int(r, "done_at");
	out->held_at = rows_int(r, "held_at");
	out->skipped_at = rows_int(r, "skipped_at");
	out->version = rows_int(r, "version");
	out->held_reason = STR_NONE;
	if (c->relation != REL_OWN && !rows_null(r, "held_reason"))
		out->held_reason = care_unseal(c, FIELD_RELEASE_REASON,
		    rows_id(r, "reason_row"), rows_bytes(r, "held_reason"));
}

static void
states_read(struct care *c, const struct enrolment *e,
    struct chapter_progress *list, size_t n)
{
	ROWS(r, c->tx, chapter_states, c->patient, e->id);

	while (rows_next(&r)) {
		struct str id = rows_str(&r, "chapter");
		size_t i;

		for (i = 0; i < n; i++)
			if (str_eq(list[i].chapter->id, id))
				state_read(c, &r, &list[i]);
	}
}

/* LATER: not decided by what was done with it. */
static enum chapter_open
open_state(const struct chapter_progress *p)
{
	if (p->done_at != 0)
		return CHAPTER_DONE;
	if (p->started_at != 0)
		return CHAPTER_STARTED;
	if (p->skipped_at != 0 || p->instead != NULL)
		return CHAPTER_SKIPPED;
	if (p->held_at != 0)
		return CHAPTER_HELD;
	return p->opened_at != 0 && !p->planned ? CHAPTER_OPEN :
	    CHAPTER_LATER;
}

/* In order: a rule may ask whether an earlier chapter is released. */
static void
states_find(struct care *c, const struct programme *p, const struct order *o,
    struct chapter_progress *list, const struct expr_env *env)
{
	size_t i, k;

	for (i = 0; i < p->nchapters; i++) {
		struct chapter_progress *it = &list[i];

		order_after(o, p, list, i);
		it->open = open_state(it);
		if (it->open == CHAPTER_LATER && !it->planned &&
		    order_opens(o, c, p, list, i, env))
			it->open = CHAPTER_OPEN;
		for (k = 0; k < p->nchapters; k++)
			if (list[k].chapter == it->after &&
			    list[k].done_at != 0)
				it->after = NULL;
	}
}

enum text_level
course_level(const struct enrolment *e)
{
	return str_is(e->reading, "plain") ? TEXT_PLAIN : TEXT_STANDARD;
}

void
course_level_set(struct care *c, const struct enrolment *e,
    enum text_level level)
{
	db_run(c->tx, enrolment_reading, c->patient, e->id,
	    level == TEXT_PLAIN ? S("plain") : S("standard"));
}

bool
course_has_plain(const struct programme *p, enum lang lang)
{
	size_t i;

	for (i = 0; i < p->nchapters; i++)
		if (p->chapters[i].text[TEXT_PLAIN][lang].level == TEXT_PLAIN &&
		    p->chapters[i].text[TEXT_PLAIN][lang].npages > 0)
			return true;
	return false;
}

size_t
course_chapters(struct care *c, const struct enrolment *e,
    const struct content *content, struct chapter_progress **out)
{
	const struct programme *p = course_programme(e, content);
	struct chapter_progress *list;
	const struct expr_env *env;
	struct order order;
	size_t i;

	*out = NULL;
	if (p == NULL)
		return 0;
	list = *out = arena_many(c->arena, struct chapter_progress,
	    p->nchapters);
	for (i = 0; i < p->nchapters; i++) {
		list[i].chapter = &p->chapters[i];
		list[i].planned = p->chapters[i].planned;
		list[i].pages = (int)p->chapters[i].text[TEXT_STANDARD]
		    [c->lang].npages;
	}
	states_read(c, e, list, p->nchapters);
	order_apply(c, e, p, list, p->nchapters, &order);
	env = course_env_of(c, e, content, list, p->nchapters, false);
	states_find(c, p, &order, list, env);
	return p->nchapters;
}

bool
course_chapter(struct care *c, const struct enrolment *e,
    const struct content *content, struct str id, struct chapter_progress *out)
{
	struct chapter_progress *list;
	size_t i, n = course_chapters(c, e, content, &list);

	for (i = 0; i < n; i++)
		if (str_eq(list[i].chapter->id, id)) {
			*out = list[i];
			return true;
		}
	return false;
}

bool
chapter_is_open(const struct chapter_progress *p)
{
	return p->pages > 0 && (p->open == CHAPTER_OPEN ||
	    p->open == CHAPTER_STARTED || p->open == CHAPTER_DONE);
}

const char *
course_closed_why(const struct chapter_progress *p)
{
	if (p->open == CHAPTER_HELD)
		return T("Your therapist would like to take this part a "
		    "little later. You can ask about it whenever you like.");
	if (p->instead != NULL)
		return T("Another part stands in the place of this one for "
		    "you.");
	if (p->open == CHAPTER_SKIPPED)
		return T("You and your therapist go on without this part. If "
		    "you would like it after all, write and say so.");
	if (p->by_hand)
		return T("Your therapist opens this part together with "
		    "you. You can ask about it whenever you like.");
	if (p->after != NULL)
		return T("This part opens when you have been through “%1”. "
		    "Your therapist can also open it earlier.");
	if (p->planned)
		return T("This part is not quite ready yet. It comes here by "
		    "itself when it is.");
	return T("This part comes later. It opens by itself, or your "
	    "therapist opens it.");
}

void
course_keep_open(struct care *c, const struct enrolment *e, struct str chapter)
{
	db_run(c->tx, chapter_keep, e->id, c->patient, chapter, c->now,
	    c->actor);
}

void
course_page_seen(struct care *c, const struct enrolment *e, struct str chapter,
    int page)
{
	db_run(c->tx, chapter_seen, e->id, c->patient, chapter, c->now, page);
}

void
course_chapter_done(struct care *c, const struct enrolment *e,
    struct str chapter)
{
	if (db_run(c->tx, chapter_done, e->id, c->patient, chapter,
	    c->now) > 0)
		care_audit(c, "course.done", e->id);
}

/* The version it has now (0: no row); true when the patient has begun it. */
static bool
begun(struct care *c, const struct enrolment *e, struct str chapter,
    int64_t *version)
{
	ROWS(r, c->tx, chapter_begun, c->patient, e->id, chapter);

	*version = 0;
	if (!rows_next(&r))
		return false;
	*version = rows_int(&r, "version");
	return rows_int(&r, "begun") != 0;
}

bool
course_switch(struct care *c, const struct enrolment *e, struct str chapter,
    enum course_switch to, struct str reason, int64_t version_seen)
{
	static const char *const actions[] = { [COURSE_OPEN] = "course.open",
	    [COURSE_HOLD] = "course.hold", [COURSE_SKIP] = "course.skip" };
	static const char *const words[] = { [COURSE_OPEN] = "open",
	    [COURSE_HOLD] = "hold", [COURSE_SKIP] = "skip" };
	struct id row = id_event(tx_now_ms(c->tx));
	bool open = to == COURSE_OPEN, hold = to == COURSE_HOLD;
	bool skip = to == COURSE_SKIP, is_begun;
	bool says = !open && reason.len > 0;
	struct bytes sealed = { NULL, 0 };
	int64_t version;

	is_begun = begun(c, e, chapter, &version);
	if (c->relation == REL_OWN || version != version_seen ||
	    (is_begun && !open))
		return false;
	if (says)
		sealed = care_seal(c, FIELD_RELEASE_REASON, row, reason);
	if (db_run(c->tx, chapter_switch, e->id, c->patient, chapter,
	    DB_IF(open, c->now), DB_IF(open, c->actor),
	    DB_IF(hold, c->now), DB_IF(hold, c->actor),
	    DB_IF(says, sealed), DB_IF(says, row),
	    DB_IF(skip, c->now), DB_IF(skip, c->actor),
	    version_seen) != 1)
		return false;
	(void)variant_put(c, e, &(struct variant_new){ .any = true,
	    .what = VARIANT_SWITCH, .place = chapter, .to = str_z(words[to]),
	    .reason = reason });
	care_audit(c, actions[to], e->id);
	return true;
}
