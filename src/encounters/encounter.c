/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/encounter.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "people/care.h"
#include "people/team.h"
#include "programme/content.h"

enum { WORDS_N = 4, WORDS_END = 0x1f, HOUR_S = 3600 };

#define COLUMNS "id:id n:int state:text kind:text step:text day:int " \
    "minute:int zone:text starts_at:int minutes:int with_id:id made_at:int " \
    "done_at:int? row:id words:bytes"
#define SELECT "SELECT e.id, e.n, e.state, e.kind, e.step, e.day, e.minute," \
    " e.zone, e.starts_at, e.minutes, e.with_id, e.made_at, e.done_at," \
    " v.id AS row, v.words FROM encounter e JOIN encounter_version v" \
    " ON v.encounter_id = e.id AND v.n = e.n"

SQL(encounter_all, "patient:id max:int", COLUMNS,
    SELECT " WHERE e.patient_id = $1"
    " ORDER BY e.starts_at DESC, e.id DESC LIMIT $2");
SQL(encounter_within, "patient:id from:int until:int", COLUMNS,
    SELECT " WHERE e.patient_id = $1 AND e.day >= $2 AND e.day <= $3"
    " ORDER BY e.starts_at, e.id");
SQL(encounter_first, "patient:id after:int", COLUMNS,
    SELECT " WHERE e.patient_id = $1 AND e.state = 'planned'"
    " AND e.starts_at > $2 ORDER BY e.starts_at, e.id LIMIT 1");
SQL(encounter_one, "patient:id id:id", COLUMNS,
    SELECT " WHERE e.patient_id = $1 AND e.id = $2");
SQL(encounter_add, "id:id patient:id clinic:id kind:text step:text day:int "
    "minute:int zone:text starts_at:int minutes:int with:id now:int", "",
    "INSERT INTO encounter (id, patient_id, clinic_id, n, state, kind, step,"
    " day, minute, zone, starts_at, minutes, with_id, made_at, draft_version)"
    " VALUES ($1, $2, $3, 1, 'planned', $4, $5, $6, $7, $8, $9, $10, $11,"
    " $12, 0)");
SQL(encounter_put, "patient:id id:id n_seen:int state:text kind:text "
    "step:text day:int minute:int zone:text starts_at:int minutes:int "
    "done_at:int?", "",
    "UPDATE encounter SET n = n + 1, state = $4, kind = $5, step = $6,"
    " day = $7, minute = $8, zone = $9, starts_at = $10, minutes = $11,"
    " done_at = $12, draft = NULL, draft_at = NULL WHERE patient_id = $1"
    " AND id = $2 AND n = $3");
SQL(encounter_version_add, "id:id patient:id encounter:id n:int by:id now:int "
    "state:text kind:text step:text day:int minute:int zone:text minutes:int "
    "words:bytes", "",
    "INSERT INTO encounter_version (id, patient_id, encounter_id, n, by_id,"
    " made_at, state, kind, step, day, minute, zone, minutes, words)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
SQL(encounter_version_all, "patient:id encounter:id",
    "row:id n:int by_id:id made_at:int state:text kind:text step:text day:int "
    "minute:int zone:text minutes:int words:bytes",
    "SELECT id AS row, n, by_id, made_at, state, kind, step, day, minute,"
    " zone, minutes, words FROM encounter_version WHERE patient_id = $1"
    " AND encounter_id = $2 ORDER BY n DESC LIMIT 200");
/* A note that is being written stays. */
SQL(encounter_call_off, "patient:id id:id now:int", "",
    "UPDATE encounter SET n = n + 1, state = 'cancelled', done_at = $3"
    " WHERE patient_id = $1 AND id = $2");
SQL(encounter_draft_get, "patient:id id:id",
    "draft:bytes? draft_at:int? draft_version:int",
    "SELECT draft, draft_at, draft_version FROM encounter"
    " WHERE patient_id = $1 AND id = $2");
SQL(encounter_draft_put, "patient:id id:id seen:int draft:bytes now:int", "",
    "UPDATE encounter SET draft = $4, draft_at = $5,"
    " draft_version = draft_version + 1 WHERE patient_id = $1 AND id = $2"
    " AND draft_version = $3");

SQL(encounter_between, "actor:id now:int from:int until:int",
    PATIENT_ROW " id:id kind:text starts_at:int",
    "SELECT e.patient_id, p.name, p.born, p.bar, p.state, p.zone, e.id,"
    " e.kind, e.starts_at FROM encounter e JOIN patient p"
    " ON p.id = e.patient_id JOIN care c ON c.patient_id = e.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND e.with_id = $1"
    " AND e.state = 'planned' AND e.starts_at >= $3 AND e.starts_at < $4"
    " ORDER BY e.starts_at, e.id");

static const char *const kinds[ENCOUNTER_KINDS] = {
	[ENCOUNTER_CALL] = "call", [ENCOUNTER_VIDEO] = "video",
	[ENCOUNTER_MEETING] = "meeting",
};
static const char *const states[ENCOUNTER_STATES] = {
	[ENCOUNTER_PLANNED] = "planned", [ENCOUNTER_HELD] = "held",
	[ENCOUNTER_NOT_REACHED] = "not-reached",
	[ENCOUNTER_CANCELLED] = "cancelled",
};

const char *
encounter_kind_id(enum encounter_kind k)
{
	return kinds[k];
}

const char *
encounter_state_id(enum encounter_state s)
{
	return states[s];
}

static int
index_of(const char *const *list, int n, struct str s)
{
	int i;

	for (i = 0; i < n - 1; i++)
		if (str_is(s, list[i]))
			break;
	return i;
}

/* WORDS_END never comes from a form. */
static struct str
words_pack(struct arena *a, const struct encounter_words *w)
{
	struct buf b = buf_new(a, w->place.len + w->agenda.len + w->note.len +
	    w->agreed.len + 8);

	buf_add(&b, w->place);
	buf_add_c(&b, WORDS_END);
	buf_add(&b, w->agenda);
	buf_add_c(&b, WORDS_END);
	buf_add(&b, w->note);
	buf_add_c(&b, WORDS_END);
	buf_add(&b, w->agreed);
	return buf_str(&b);
}

/* The patient's own care gets no agenda and no note. */
static void
words_unpack(const struct care *c, struct str packed,
    struct encounter_words *w)
{
	w->place = str_cut(&packed, WORDS_END);
	w->agenda = str_cut(&packed, WORDS_END);
	w->note = str_cut(&packed, WORDS_END);
	w->agreed = packed;
	if (c->relation == REL_OWN)
		w->agenda = w->note = STR_NONE;
}

static void
when_read(struct care *c, struct rows *r, struct encounter *e)
{
	e->n = (int)rows_int(r, "n");
	e->state = (enum encounter_state)index_of(states, ENCOUNTER_STATES,
	    rows_str(r, "state"));
	e->kind = (enum encounter_kind)index_of(kinds, ENCOUNTER_KINDS,
	    rows_str(r, "kind"));
	e->step = rows_str(r, "step");
	e->day = rows_day(r, "day");
	e->minute = (int)rows_int(r, "minute");
	e->zone = zone_find(rows_str(r, "zone"));
	if (e->zone == NULL)
		e->zone = c->zone;
	e->minutes = (int)rows_int(r, "minutes");
	e->made_at = rows_int(r, "made_at");
	words_unpack(c, care_unseal(c, FIELD_ENCOUNTER, rows_id(r, "row"),
	    rows_bytes(r, "words")), &e->words);
}

static void
encounter_read(struct care *c, struct rows *r, struct encounter *e)
{
	*e = (struct encounter){ .id = rows_id(r, "id"),
	    .with = rows_id(r, "with_id"),
	    .starts_at = rows_int(r, "starts_at"),
	    .done_at = rows_int(r, "done_at") };
	when_read(c, r, e);
	e->with_name = team_name(c->tx, c->vault, e->with);
}

/* Planned ones, the next first; then the others, the newest first. */
static int
by_when(const void *a, const void *b)
{
	const struct encounter *x = a, *y = b;
	bool xp = x->state == ENCOUNTER_PLANNED;
	bool yp = y->state == ENCOUNTER_PLANNED;

	if (xp != yp)
		return yp - xp;
	if (x->starts_at != y->starts_at)
		return (x->starts_at > y->starts_at) == xp ? 1 : -1;
	return id_cmp(x->id, y->id);
}

/* A page that only reads asks three times. */
struct talks {
	struct encounter *list;
	size_t n;
};

static const struct talks *
talks_of(struct care *c)
{
	struct talks *t = arena_one(c->arena, struct talks);
	size_t room = 0;
	ROWS(r, c->tx, encounter_all, c->patient, (int)ENCOUNTERS_MAX);

	while (t->n < ENCOUNTERS_MAX && rows_next(&r)) {
		t->list = arena_more(c->arena, t->list, t->n, &room);
		encounter_read(c, &r, &t->list[t->n++]);
	}
	if (t->n > 0)
		qsort(t->list, t->n, sizeof(*t->list), by_when);
	return t;
}

size_t
encounter_list(struct care *c, struct encounter **out)
{
	const struct talks *t = c->talks;

	if (t == NULL)
		t = talks_of(c);
	if (!tx_writes(c->tx))
		c->talks = t;
	*out = t->list;
	return t->n;
}

size_t
encounter_list_days(struct care *c, struct day from, struct day until,
    struct encounter **out)
{
	size_t n = 0, room = 0;
	ROWS(r, c->tx, encounter_within, c->patient, from, until);

	*out = NULL;
	while (rows_next(&r)) {
		*out = arena_more(c->arena, *out, n, &room);
		encounter_read(c, &r, &(*out)[n++]);
	}
	return n;
}

bool
encounter_get(struct care *c, struct id id, struct encounter *out)
{
	ROWS(r, c->tx, encounter_one, c->patient, id);

	if (!rows_next(&r))
		return false;
	encounter_read(c, &r, out);
	return true;
}

size_t
encounter_versions(struct care *c, struct id id, struct encounter **out)
{
	struct encounter *list = arena_many(c->arena, struct encounter,
	    ENCOUNTERS_MAX);
	size_t n = 0;

	*out = list;
	if (c->relation == REL_OWN)
		return 0;

	ROWS(r, c->tx, encounter_version_all, c->patient, id);

	while (n < ENCOUNTERS_MAX && rows_next(&r)) {
		struct encounter *e = &list[n++];

		e->id = id;
		when_read(c, &r, e);
		e->starts_at = zone_moment(e->zone, e->day, e->minute);
		e->by = rows_id(&r, "by_id");
		e->by_name = team_name(c->tx, c->vault, e->by);
	}
	return n;
}

bool
encounter_next(struct care *c, struct encounter *out)
{
	ROWS(r, c->tx, encounter_first, c->patient, c->now - HOUR_S);

	if (!rows_next(&r))
		return false;
	encounter_read(c, &r, out);
	return true;
}

size_t
encounter_of_days(struct scope *s, int64_t from_at, int64_t until_at,
    struct encounter_row **out)
{
	struct encounter_row *list = NULL;
	struct patient_row **who;
	size_t n = 0, room = 0, i;
	ROWS(r, s->tx, encounter_between, s->actor, s->now, from_at, until_at);

	while (rows_next(&r)) {
		struct id id = rows_id(&r, "id");

		/* Cover for one's own patient is a second row. */
		if (n > 0 && id_eq(list[n - 1].id, id))
			continue;
		list = arena_more(s->arena, list, n, &room);
		patient_row_read(&r, &list[n].who);
		list[n].id = id;
		list[n].kind = (enum encounter_kind)index_of(kinds,
		    ENCOUNTER_KINDS, rows_str(&r, "kind"));
		list[n++].starts_at = rows_int(&r, "starts_at");
	}
	who = arena_many(s->arena, struct patient_row *, n + 1);
	for (i = 0; i < n; i++)
		who[i] = &list[i].who;
	patient_rows_open(s, who, n);
	*out = list;
	return n;
}

static void
length_check(struct str text, const char *field, int64_t max,
    struct problems *bad)
{
	if ((int64_t)str_utf8_len(text) > max)
		problem_add_n(bad, str_z(field), T("This is a little long. "
		    "Keep it to %1 characters."), max);
}

static void
come_check(struct care *c, int64_t at, struct problems *bad)
{
	if (at > c->now + HOUR_S)
		problem_add(bad, S("day"), T("That time has not come yet. "
		    "Write when the talk was."));
}

static void
encounter_check(struct care *c, const struct encounter *e, bool past,
    struct problems *bad)
{
	int today = zone_day(c->zone, c->now).n;
	int64_t at;

	if (e->kind >= ENCOUNTER_KINDS)
		problem_add(bad, S("kind"), T("Choose how you talk."));
	if (e->minutes < 1 || e->minutes > ENCOUNTER_MINUTES_MAX)
		problem_add_n(bad, S("minutes"),
		    T("Write the minutes, 1 to %1."), ENCOUNTER_MINUTES_MAX);
	length_check(e->words.place, "place", ENCOUNTER_PLACE_MAX, bad);
	length_check(e->words.agenda, "agenda", ENCOUNTER_AGENDA_MAX, bad);
	length_check(e->words.note, "note", ENCOUNTER_NOTE_MAX, bad);
	length_check(e->words.agreed, "agreed", ENCOUNTER_AGREED_MAX, bad);
	if (problem_of(bad, S("day")) != NULL ||
	    problem_of(bad, S("time")) != NULL)
		return;
	if (e->day.n < today - ENCOUNTER_DAYS_MAX ||
	    e->day.n > today + ENCOUNTER_DAYS_MAX) {
		problem_add(bad, S("day"), T("Choose a day within a year "
		    "from now."));
		return;
	}
	at = zone_moment(e->zone, e->day, e->minute);
	if (e->state == ENCOUNTER_PLANNED && !past && at <= c->now)
		problem_add(bad, S("day"), T("That time is over. Choose one "
		    "that comes, or note a talk that was."));
	if (e->state == ENCOUNTER_HELD)
		come_check(c, at, bad);
}

static void
version_add(struct care *c, struct id id, int n, const struct encounter *e)
{
	struct id row = id_event(tx_now_ms(c->tx));

	db_run(c->tx, encounter_version_add, row, c->patient, id, n, c->actor,
	    c->now, str_z(states[e->state]), str_z(kinds[e->kind]), e->step,
	    e->day, e->minute, zone_name(e->zone), e->minutes,
	    care_seal(c, FIELD_ENCOUNTER, row, words_pack(c->arena,
	    &e->words)));
}

struct id
encounter_plan(struct care *c, const struct encounter *new, bool past,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));
	struct encounter e = *new;

	if (!care_writes(c) || c->relation == REL_OWN)
		return ID_NONE;
	e.state = ENCOUNTER_PLANNED;
	encounter_check(c, &e, past, bad);
	if (past && bad->n == 0)
		come_check(c, zone_moment(e.zone, e.day, e.minute), bad);
	if (bad->n > 0)
		return ID_NONE;
	db_run(c->tx, encounter_add, id, c->patient, c->clinic,
	    str_z(kinds[e.kind]), e.step, e.day, e.minute, zone_name(e.zone),
	    zone_moment(e.zone, e.day, e.minute), e.minutes, c->actor, c->now);
	version_add(c, id, 1, &e);
	return id;
}

enum encounter_saved
encounter_change(struct care *c, struct id id, const struct encounter *new,
    int n_seen, struct problems *bad)
{
	struct encounter old;
	bool done = new->state != ENCOUNTER_PLANNED;

	if (!care_writes(c) || c->relation == REL_OWN ||
	    !encounter_get(c, id, &old))
		return ENCOUNTER_NONE;
	encounter_check(c, new, old.day.n == new->day.n &&
	    old.minute == new->minute, bad);
	if (old.n != n_seen)
		return ENCOUNTER_CONFLICT;
	if (bad->n > 0)
		return ENCOUNTER_REFUSED;
	if (db_run(c->tx, encounter_put, c->patient, id, n_seen,
	    str_z(states[new->state]), str_z(kinds[new->kind]), new->step,
	    new->day, new->minute, zone_name(new->zone),
	    zone_moment(new->zone, new->day, new->minute), new->minutes,
	    DB_IF(done, old.done_at != 0 ? old.done_at : c->now)) != 1)
		return ENCOUNTER_CONFLICT;
	version_add(c, id, n_seen + 1, new);
	return ENCOUNTER_SAVED;
}

static bool
is_follow_up(const struct programme *p, struct str step)
{
	size_t i;

	for (i = 0; p != NULL && i < p->ncontact; i++)
		if (str_eq(p->contact[i].id, step))
			return p->contact[i].optional;
	return false;
}

void
encounter_end_all(struct care *c, const struct programme *programme)
{
	struct encounter *list;
	size_t n = encounter_list(c, &list), i;

	if (!care_writes(c) || c->relation == REL_OWN)
		return;
	for (i = 0; i < n; i++) {
		struct encounter *e = &list[i];

		if (e->state != ENCOUNTER_PLANNED || e->starts_at <= c->now ||
		    is_follow_up(programme, e->step))
			continue;
		e->state = ENCOUNTER_CANCELLED;
		db_run(c->tx, encounter_call_off, c->patient, e->id, c->now);
		version_add(c, e->id, e->n + 1, e);
	}
}

bool
encounter_draft(struct care *c, struct id id, struct encounter_words *out,
    int64_t *version, int64_t *saved_at)
{
	ROWS(r, c->tx, encounter_draft_get, c->patient, id);

	*version = *saved_at = 0;
	if (!rows_next(&r))
		return false;
	*version = rows_int(&r, "draft_version");
	if (rows_null(&r, "draft"))
		return false;
	*saved_at = rows_int(&r, "draft_at");
	words_unpack(c, care_unseal(c, FIELD_ENCOUNTER, id,
	    rows_bytes(&r, "draft")), out);
	return true;
}

bool
encounter_draft_save(struct care *c, struct id id,
    const struct encounter_words *w, int64_t seen, int64_t *version)
{
	if (!care_writes(c) || c->relation == REL_OWN)
		return false;
	*version = seen + 1;
	return db_run(c->tx, encounter_draft_put, c->patient, id, seen,
	    care_seal(c, FIELD_ENCOUNTER, id, words_pack(c->arena, w)),
	    c->now) == 1;
}
