/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "db/db.h"
#include "encounters/contact.h"
#include "people/care.h"
#include "people/clinic.h"
#include "programme/content.h"

/* The rhythm of a whole list, out of what contact_keep() wrote. */

enum { DAYS_MAX = 60, TALKS_MAX = 60, PAUSES_MAX = 20 };

struct course {
	const struct programme *programme;
	const struct zone *zone;
	int64_t made_at;
	struct day start;
	int weekday;
};

/* The clinic's rhythm of one programme, looked up once; room for a patient. */
struct list {
	struct scope *s;
	const struct clinic *clinic;
	const struct content *(*content_of)(struct page *, struct bytes);
	struct page *p;
	struct str bundle;		/* of content */
	const struct content *content;
	const struct programme *programme;
	struct contact_rhythm rhythm;
	struct rhythm_item *items;
	struct rhythm_talk talks[TALKS_MAX];
	size_t talks_n;
	struct day writes[DAYS_MAX], pauses[2 * PAUSES_MAX];
	struct contact_due *due;
	size_t due_n, due_room;
};

static int64_t
number_cut(struct str *rest, char c)
{
	int64_t n = 0;

	(void)str_int(str_cut(rest, c), INT64_MIN, INT64_MAX, &n);
	return n;
}

int64_t
contact_running(struct str course)
{
	return number_cut(&course, ' ');
}

static struct bytes
hex_bytes(struct arena *a, struct str hex)
{
	unsigned char *out = arena_many(a, unsigned char, hex.len / 2 + 1);
	size_t i;

	for (i = 0; i + 1 < hex.len; i += 2) {
		int k, n = 0;

		for (k = 0; k < 2; k++) {
			char c = hex.at[i + (size_t)k];

			n = n * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
		}
		out[i / 2] = (unsigned char)n;
	}
	return (struct bytes){ out, hex.len / 2 };
}

/* False: no course with a rhythm runs. */
static bool
course_read(struct list *l, const struct contact_kept *k, struct course *c)
{
	struct str rest = k->parts[CONTACT_COURSE], bundle;

	if (rest.len == 0 || !k->active)
		return false;
	c->zone = k->zone != NULL ? k->zone : l->clinic->zone;
	c->made_at = number_cut(&rest, ' ');
	c->start = (struct day){ (int)number_cut(&rest, ' ') };
	c->weekday = (int)number_cut(&rest, ' ');
	bundle = str_cut(&rest, ' ');
	if (!str_eq(bundle, l->bundle)) {
		l->content = l->content_of(l->p, hex_bytes(l->s->arena,
		    bundle));
		l->bundle = bundle;
	}
	c->programme = l->content == NULL ? NULL :
	    content_programme(l->content, rest);
	return c->programme != NULL && c->programme->ncontact > 0;
}

static void
due_add(struct list *l, struct contact_due d)
{
	if (l->due_n == CONTACT_DUE_MAX)
		return;
	l->due = arena_more(l->s->arena, l->due, l->due_n, &l->due_room);
	l->due[l->due_n++] = d;
}

/* A planned one is of today, or its time is over. */
static void
talk_due(struct list *l, struct id patient, struct id id, int64_t starts_at,
    int64_t minutes)
{
	int today = zone_day(l->clinic->zone, l->s->now).n;
	struct contact_due d = { .patient = patient, .encounter = id,
	    .kind = CONTACT_DUE_TODAY, .at = starts_at };

	if (starts_at + minutes * 60 <= l->s->now) {
		d.kind = CONTACT_DUE_NOTE;
		due_add(l, d);
	} else if (zone_day(l->clinic->zone, starts_at).n == today) {
		due_add(l, d);
	}
}

/* Kept the newest first; told the oldest first. */
static void
talks_read(struct list *l, const struct contact_kept *k)
{
	struct str rest = k->parts[CONTACT_TALKS];
	struct str all[TALKS_MAX];
	size_t n = 0;

	l->talks_n = 0;
	while (rest.len > 0 && n < TALKS_MAX)
		all[n++] = str_cut(&rest, ';');
	while (n-- > 0) {
		int64_t starts_at = number_cut(&all[n], ' ');
		struct day day = { (int)number_cut(&all[n], ' ') };
		int64_t minutes = number_cut(&all[n], ' ');
		struct str state = str_cut(&all[n], ' ');
		struct id id = ID_NONE;

		(void)id_parse(str_cut(&all[n], ' '), &id);
		if (str_is(state, "planned"))
			talk_due(l, k->patient, id, starts_at, minutes);
		if (all[n].len > 0)
			l->talks[l->talks_n++] = (struct rhythm_talk){ all[n],
			    day, str_is(state, "held"),
			    str_is(state, "not-reached") };
	}
}

static void
days_read(struct list *l, const struct contact_kept *k,
    struct rhythm_facts *f)
{
	struct str rest = k->parts[CONTACT_WRITES];

	while (rest.len > 0 && f->writes_n < DAYS_MAX)
		l->writes[f->writes_n++] = (struct day){
		    (int)number_cut(&rest, ' ') };
	rest = k->parts[CONTACT_PAUSES];
	while (rest.len > 0 && f->pauses_n < PAUSES_MAX) {
		struct str one = str_cut(&rest, ';');

		l->pauses[2 * f->pauses_n] = (struct day){
		    (int)number_cut(&one, ' ') };
		l->pauses[2 * f->pauses_n++ + 1] = (struct day){
		    (int)number_cut(&one, ' ') };
	}
	f->writes = l->writes;
	f->pauses = l->pauses;
}

static void
course_due(struct list *l, const struct contact_kept *k,
    const struct course *c)
{
	struct rhythm_facts f = { .start = c->start,
	    .made = zone_day(c->zone, c->made_at), .ended = DAY_NONE,
	    .today = zone_day(c->zone, l->s->now), .talks = l->talks,
	    .talks_n = l->talks_n };
	struct str variant = k->parts[CONTACT_VARIANT];
	const struct rhythm_item *here;
	struct rhythm_variant why;
	struct contact_rhythm r;
	int weekday;

	days_read(l, k, &f);
	if (l->programme != c->programme)
		contact_clinic(l->s->tx, l->s->vault, l->s->clinic,
		    c->programme, &l->rhythm, &why);
	l->programme = c->programme;
	r = l->rhythm;
	weekday = (int)number_cut(&variant, ' ');
	r.weekday = weekday > 0 ? weekday : c->weekday;
	rhythm_apply(&r, variant);
	here = rhythm_here(l->items, rhythm_items(&r, &f, l->items));
	if (here != NULL)
		due_add(l, (struct contact_due){ .patient = k->patient,
		    .kind = CONTACT_DUE_STEP, .step = here->step->step,
		    .at = zone_moment(c->zone, here->from, 0) });
}

size_t
contact_due(struct scope *s, const struct clinic *clinic,
    const struct content *(*content_of)(struct page *, struct bytes),
    struct page *p, const struct contact_kept *list, size_t n,
    struct contact_due **out)
{
	struct list *l = arena_one(s->arena, struct list);
	struct course c;
	size_t i;

	l->s = s;
	l->clinic = clinic;
	l->content_of = content_of;
	l->p = p;
	l->items = arena_many(s->arena, struct rhythm_item, RHYTHM_ITEMS_MAX);
	for (i = 0; i < n; i++) {
		talks_read(l, &list[i]);
		if (course_read(l, &list[i], &c))
			course_due(l, &list[i], &c);
	}
	*out = l->due;
	return l->due_n;
}
