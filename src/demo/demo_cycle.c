/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_doing.h"

#include "base/arena.h"
#include "db/db.h"
#include "demo/demo_work.h"
#include "homework/entry.h"
#include "homework/reply.h"
#include "homework/unsure.h"
#include "html/plain.h"
#include "programme/content.h"

/* The steps of the homework cycle, as the pages take them. */

enum { EVENING = 19 * 60 };

static struct id *
place_of(struct doing *d)
{
	return &d->member->work[d->act->work->n];
}

static bool
find(struct doing *d, struct homework *out)
{
	return homework_get(&d->care, d->run->conf->content, *place_of(d),
	    out);
}

static struct str
matters_reason(struct doing *d, const struct task *t)
{
	enum lang lang = d->person->lang;

	return str_fmt(d->arena, lang == LANG_NB ? "Du skrev: «%s» %.*s" :
	    "You wrote: “%s” %.*s", d->person->matters,
	    STR(words_in(&t->why, lang)));
}

/* --- propose ------------------------------------------------------------ */

static void
make_small(const struct task *t, enum lang lang, struct plan *plan)
{
	plan->size = SIZE_TINY;
	if (t == NULL)
		return;
	if (t->minutes_tiny > 0)
		plan->minutes = t->minutes_tiny;
	plan->first_step = str_utf8_head(words_in(&t->smaller, lang),
	    PLAN_LINE_MAX);
}

static void
obstacle_put(const struct work *w, const struct task *t, enum lang lang,
    struct plan *plan)
{
	const struct words *then = task_if_then(t, w->obstacle);

	plan->obstacle = w->obstacle;
	plan->if_then = then == NULL ? STR_NONE : words_in(then, lang);
}

/* The plan as it stands when the patient has agreed. */
static void
plan_make(struct doing *d, const struct work *w, const struct task *t,
    struct plan *plan)
{
	enum lang lang = d->person->lang;

	plan_default(&d->care, t, lang, d->e.weekday, plan);
	if (plan->size == SIZE_TINY && t != NULL) {
		plan->size = SIZE_STANDARD;
		plan->minutes = t->minutes;
	}
	plan->day = (struct day){ w->day };
	plan->until = (struct day){ w->until };
	if (w->day == 0)		/* it will not come to that */
		plan->day = plan->until = DAY_NONE;
	plan->minute = w->minute;
	plan->per_week = w->per_week;
	plan->place = w->place == NULL ? STR_NONE : str_z(w->place);
	obstacle_put(w, t, lang, plan);
	if (w->own != NULL) {
		plan->title = str_z(w->own->title);
		plan->reason = str_z(w->own->reason);
		plan->first_step = str_z(w->own->first_step);
	} else if (w->reason != NULL) {
		plan->reason = str_z(w->reason);
	} else if (w->by == BY_THERAPIST && t != NULL) {
		plan->reason = matters_reason(d, t);
	}
	if (w->tiny)
		make_small(t, lang, plan);
}

static const struct task *
task_of(const struct work *w)
{
	return w->variant == NULL ? w->task : task_variant(w->task,
	    str_z(w->variant));
}

static bool
propose(struct doing *d)
{
	const struct work *w = d->act->work;
	const struct task *t = task_of(w);
	struct work as = *w;
	struct homework_new new = { .task = w->task, .chapter = w->chapter,
	    .source = w->source };
	struct problems bad = { 0 };

	if (w->variant != NULL && w->by == BY_THERAPIST)
		new.variant = str_z(w->variant);
	if (w->before >= 0)
		new.before = d->member->work[w->before];
	/* Who turned out less sure had been proposed more, or later. */
	as.tiny = w->tiny && w->yes != YES_SMALL;
	as.minute = w->yes == YES_LATER ? EVENING : w->minute;
	plan_make(d, &as, t, &new.plan);
	*place_of(d) = homework_propose(&d->care, &d->e, &new, &bad);
	care_audit(&d->care, "homework.propose", *place_of(d));
	if (w->last != NULL && w->by == BY_THERAPIST) {
		struct homework from;
		struct id before = d->member->work[w->last->n];

		if (homework_get(&d->care, d->run->conf->content, before,
		    &from) && from.state != HOMEWORK_ENDED)
			(void)homework_end(&d->care, before, from.reported ?
			    END_DONE : END_REPLACED);
	}
	return !id_is_none(*place_of(d)) && bad.n == 0;
}

/* --- yes, and no -------------------------------------------------------- */

static bool
yes(struct doing *d)
{
	const struct work *w = d->act->work;
	const struct task *t = task_of(w);
	struct beliefs said = w->said;
	struct problems bad = { 0 };
	struct homework h;
	struct plan plan;

	if (!find(d, &h))
		return false;
	care_audit(&d->care, "homework.agree", h.id);
	plan = h.plan;
	if (w->yes == YES_SMALL || w->yes == YES_LATER) {
		/* Less sure than the clinic's number: what else is offered. */
		if (homework_say_yes(&d->care, h.id, &said, &plan, h.newest_n,
		    false, &bad) != YES_SMALLER)
			return false;
		plan_make(d, w, t, &plan);
		plan.reason = h.plan.reason;
	}
	if (w->variant != NULL && w->by != BY_THERAPIST)
		homework_set_variant(&d->care, h.id, str_z(w->variant));
	return homework_say_yes(&d->care, h.id, &said, &plan, h.newest_n,
	    true, &bad) == (w->yes == YES_LOW ? YES_TALK : YES_AGREED);
}

/* Something of one's own is proposed and agreed on in one. */
static bool
pick(struct doing *d)
{
	const struct beliefs open = { -1, -1, -1, 0, ID_NONE };
	const struct work *w = d->act->work;
	struct problems bad = { 0 };
	struct homework h;

	if (!propose(d))
		return false;
	if (w->own == NULL)
		return true;
	return find(d, &h) && homework_say_yes(&d->care, h.id, &open, &h.plan,
	    h.newest_n, true, &bad) == YES_AGREED;
}

static bool
does_not_fit(struct doing *d)
{
	const char *why = d->act->work->fit;

	care_audit(&d->care, "homework.does-not-fit", *place_of(d));
	return homework_does_not_fit(&d->care, *place_of(d), why == NULL ?
	    STR_NONE : str_z(why));
}

/* After the talk: with the days as they are then. */
static bool
try_it(struct doing *d)
{
	const struct beliefs open = { -1, -1, -1, 0, ID_NONE };
	const struct work *w = d->act->work;
	struct problems bad = { 0 };
	struct homework h;
	struct plan plan;

	if (!homework_talked(&d->care, *place_of(d)) || !find(d, &h))
		return false;
	care_audit(&d->care, "homework.talked", h.id);
	plan_make(d, w, task_of(w), &plan);
	plan.reason = h.plan.reason;
	return homework_say_yes(&d->care, h.id, &open, &plan, h.newest_n,
	    true, &bad) == YES_AGREED;
}

/* --- change ------------------------------------------------------------- */

static bool
change(struct doing *d, enum plan_saved want)
{
	const struct work *w = d->act->work;
	struct problems bad = { 0 };
	struct homework h;
	struct plan plan;

	if (!find(d, &h))
		return false;
	care_audit(&d->care, "homework.plan", h.id);
	plan = h.plan;
	plan.day = (struct day){ w->day };
	plan.until = (struct day){ w->until };
	plan.minute = w->minute;
	if (w->tiny && plan.size != SIZE_TINY)
		make_small(task_of(w), d->person->lang, &plan);
	return homework_change(&d->care, h.id, &plan, h.newest_n, &bad) ==
	    want;
}

static bool
asked(struct doing *d)
{
	struct homework h;

	if (!find(d, &h))
		return false;
	care_audit(&d->care, "homework.plan", h.id);
	return homework_answer_change(&d->care, h.id, h.newest_n,
	    d->act->work->tries);
}

/* "None this week", or another in its place after a talk. */
static bool
end(struct doing *d)
{
	const struct work *w = d->act->work;
	bool other = (w->yes == YES_LOW || w->yes == YES_NOT) && !w->tries;
	struct homework h;

	if (!find(d, &h))
		return false;
	if (h.state == HOMEWORK_ENDED)
		return true;
	care_audit(&d->care, "homework.end", h.id);
	return homework_end(&d->care, h.id, other ? END_REPLACED : END_NONE);
}

/* --- do, and tell ------------------------------------------------------- */

static void
sheet_rows(struct doing *d, struct values *v, const struct field *f,
    struct str rows, struct prng *dice)
{
	int row;

	for (row = 1; rows.len > 0 && row <= LIST_ROWS_MAX; row++) {
		struct str cells = str_cut(&rows, '|');
		size_t c;

		for (c = 0; c < f->ncolumns; c++) {
			struct str cell = f->columns[c].type == FIELD_SCALE ?
			    str_fmt(d->arena, "%d",
			    2 + (int)prng_below(dice, 8)) : c == 0 ||
			    cells.len > 0 ? str_cut(&cells, '/') : STR_NONE;

			value_put(v, f->id, row, f->columns[c].id,
			    str_trim(cell), false);
		}
	}
}

/* Texts from the sheet, scales from the dice; some are left open. */
static struct values *
sheet_values(struct doing *d, const struct form *form)
{
	const struct sheet *s = d->act->sheet;
	struct prng dice = prng_seed(d->run->conf->seed ^
	    (uint64_t)d->act->n << 20 ^ (uint64_t)d->act->who);
	struct values *v = values_new(d->arena);
	int level = 4 + (int)prng_below(&dice, 5);
	size_t i;

	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->fields[i];

		if (f->type != FIELD_SCALE || prng_below(&dice, 10) == 0)
			continue;
		value_put(v, f->id, 0, STR_NONE, str_fmt(d->arena, "%d",
		    level), false);
		level = level > 2 ? level - 1 - (int)prng_below(&dice, 2) :
		    level;
	}
	for (i = 0; i < 6 && s->values[i].field != NULL; i++) {
		const struct field *f = form_field(form,
		    str_z(s->values[i].field));
		bool mine = f != NULL && f->private != PRIVATE_NO &&
		    prng_below(&dice, 10) < 4;

		if (f != NULL && f->type == FIELD_LIST)
			sheet_rows(d, v, f, str_z(s->values[i].text), &dice);
		else if (f != NULL && f->type != FIELD_SCALE)
			value_put(v, f->id, 0, STR_NONE,
			    str_z(s->values[i].text), mine);
	}
	return v;
}

static bool
entry(struct doing *d)
{
	const struct content *content = d->run->conf->content;
	struct hash *hash = arena_one(d->arena, struct hash);
	const struct form *form;
	struct answer_place at;
	struct homework h;
	struct answer now;
	struct entry *list;
	int64_t seen = 0;
	size_t n, i;

	if (!find(d, &h))
		return false;
	form = entry_form(content, &h);
	if (form == NULL)
		return true;
	n = entry_list(&d->care, &h, &list);
	for (i = 0; i < n && seen == 0; i++)
		if (list[i].answer.sent_at == 0)
			seen = list[i].answer.version;
	at = entry_place(d->arena, &h, form, entry_next(list, n));
	*hash = content_hash(content);
	if (answer_save(&d->care, &at, (struct bytes){ hash->b,
	    sizeof(hash->b) }, sheet_values(d, form), seen,
	    d->act->n % 12 > 0, &now) != ANSWER_SAVED)
		return false;
	care_audit(&d->care, "answer.save", now.id);
	return true;
}

static bool
report(struct doing *d)
{
	const struct work *w = d->act->work;
	struct problems bad = { 0 };
	struct homework_report new;
	struct homework h;

	if (!find(d, &h))
		return false;
	care_audit(&d->care, "homework.report", h.id);
	new = (struct homework_report){ .amount =
	    (enum homework_amount)w->amount, .hard = w->hard,
	    .helped = w->helped, .obstacles = w->came,
	    .size = w->did_small ? SIZE_TINY : SIZE_STANDARD,
	    .size_said = w->amount != AMOUNT_NOT && d->act->n % 3 > 0,
	    .noticed = w->told == NULL ? STR_NONE : str_z(w->told->noticed) };
	return homework_report(&d->care, h.id, &new, h.reported ?
	    h.report.version : 0, &bad) == REPORT_SAVED;
}

static bool
unsure(struct doing *d)
{
	bool task = d->act->n % 2 == 0;

	care_audit(&d->care, "homework.unsure", *place_of(d));
	return unsure_say(&d->care, task ? "task" : "thread", task ?
	    *place_of(d) : ID_NONE, d->act->text == NULL ? STR_NONE :
	    str_z(d->act->text), d->act->n % 5 == 0);
}

/* --- the answer --------------------------------------------------------- */

/* Which beginning fits what was told. */
static const struct template *
template_for(const struct programme *p, const struct work *w, int die)
{
	static const char *const ids[4][2] = {
		[AMOUNT_NOT] = { "smaller", "in_the_way" },
		[AMOUNT_PARTLY] = { "partly", "partly" },
		[AMOUNT_DID] = { "hard_done", "next_time" },
		[AMOUNT_OTHER] = { "partly", "what_happened" } };

	return reply_template(p, str_z(ids[w->amount][w->hard >= 6 ? 0 :
	    die % 2]));
}

static struct str
reply_words(struct doing *d, const struct work *w, const struct homework *h,
    struct review_new *new)
{
	const struct programme *p = course_programme(&d->e,
	    d->run->conf->content);
	const struct template *t = w->how == BY_TEMPLATE || w->how == BY_BOTH ?
	    template_for(p, w, d->act->n) : NULL;
	struct str words;

	if (t != NULL) {
		new->template = t->id;
		new->edited = w->how == BY_BOTH;
		words = reply_fill(d->arena, t, d->person->lang,
		    str_z(d->person->first), homework_name(h, d->person->lang),
		    w->told == NULL ? STR_NONE : str_z(w->told->noticed));
		return w->how == BY_BOTH && w->told != NULL ?
		    str_fmt(d->arena, "%.*s\n%s", STR(words), w->told->reply) :
		    words;
	}
	if (w->told == NULL)
		return w->reply == NULL ? STR_NONE : str_z(w->reply);
	return str_fmt(d->arena, "%.*s\n%s", STR(html_quoted(d->arena,
	    str_z(w->told->noticed))), w->told->reply);
}

static bool
review(struct doing *d)
{
	const struct work *w = d->act->work;
	struct problems bad = { 0 };
	struct review_new new = { .n = 1, .quality = w->quality,
	    .edited = true, .template = STR_NONE, .reply = STR_NONE };
	struct homework h;

	if (!find(d, &h) || !h.reported)
		return false;
	care_audit(&d->care, "homework.review", h.report.id);
	new.reports[0] = h.report.id;
	new.amount = (int)h.report.amount;
	if (w->how != BY_TALK)
		new.reply = reply_words(d, w, &h, &new);
	new.talked = new.reply.len == 0;
	if (w->with != NULL) {
		struct homework other;

		if (!homework_get(&d->care, d->run->conf->content,
		    d->member->work[w->with->n], &other) || !other.reported)
			return false;
		new.reports[new.n++] = other.report.id;
	}
	return homework_review(&d->care, &new, &bad) && bad.n == 0;
}

bool
cycle_staff(struct doing *d)
{
	switch ((int)d->act->kind) {
	case ACT_PROPOSE:
		return propose(d);
	case ACT_ASK:
		return change(d, PLAN_ASKED);
	case ACT_END:
		return end(d);
	case ACT_DOUBT_OVER:
		care_audit(&d->care, "homework.unsure", ID_NONE);
		return unsure_close(&d->care);
	default:
		return review(d);
	}
}

bool
cycle_patient(struct doing *d)
{
	switch ((int)d->act->kind) {
	case ACT_PICK:
		return pick(d);
	case ACT_YES:
		return yes(d);
	case ACT_FIT:
		return does_not_fit(d);
	case ACT_TRY:
		return try_it(d);
	case ACT_CHANGE:
		return change(d, PLAN_SAVED);
	case ACT_ASKED:
		return asked(d);
	case ACT_ENTRY:
		return entry(d);
	case ACT_DOUBT:
		return unsure(d);
	default:
		return report(d);
	}
}
