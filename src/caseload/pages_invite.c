/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/pages.h"

#include "base/typed.h"
#include "caseload/view.h"
#include "caseload/views.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"

/* Inviting a patient: one form, one link. */

const int invite_days[7] = { 1, 2, 3, 4, 5, 6, 7 };

static struct str
number_text(struct arena *a, int n)
{
	return str_fmt(a, "%d", n);
}

static void
invite_show(struct page *p, struct invite_view *v)
{
	size_t n = content_programmes(p->content), i;

	page_frame(p, &v->frame, MSG("Invite a patient"), "/list/new");
	v->frame.narrow = true;
	v->list = arena_many(p->arena, const struct programme *, n + 1);
	for (i = 0; i < n; i++)
		v->list[v->programmes++] = content_programme_at(p->content, i);
	v->nb = v->typed.lang == LANG_NB;
	view_invite(&p->out, v);
}

int
patient_new_get(struct page *p)
{
	struct invite_view v = { .weekday = 2 };
	struct civil today = zone_civil(p->out.zone, p->now);

	v.typed.lang = p->clinic->lang;
	v.start_d = number_text(p->arena, today.day);
	v.start_m = number_text(p->arena, today.month);
	v.start_y = number_text(p->arena, today.year);
	v.typed.assessment.level = -1;
	invite_show(p, &v);
	return page_ok(p);
}

static struct str
field(struct page *p, const char *name)
{
	return str_trim(req_field(p->req, name));
}

static void
invite_read(struct page *p, struct invite_view *v)
{
	struct patient_new *t = &v->typed;
	int64_t n = -1;

	t->name = field(p, "name");
	t->mobile = field(p, "mobile");
	t->email = field(p, "email");
	t->place = field(p, "place");
	t->person = field(p, "person");
	t->gp = field(p, "gp");
	v->born_d = field(p, "born_d");
	v->born_m = field(p, "born_m");
	v->born_y = field(p, "born_y");
	v->start_d = field(p, "start_d");
	v->start_m = field(p, "start_m");
	v->start_y = field(p, "start_y");
	v->programme = field(p, "programme");
	t->lang = p->clinic->lang;
	if (!lang_parse(field(p, "lang"), &t->lang))
		t->lang = p->clinic->lang;
	t->zone = p->clinic->zone;
	t->information_given = str_is(field(p, "information"), "1");
	t->assessment.suitability = field(p, "suitability");
	t->assessment.suicidality = field(p, "suicidality");
	t->assessment.other_treatment = field(p, "other_treatment");
	t->assessment.physical = field(p, "physical");
	t->assessment.level = str_int(field(p, "level"), 0, 2, &n) ?
	    (int)n : -1;
	v->weekday = str_int(field(p, "weekday"), 1, 7, &n) ? (int)n : 2;
}

static void
invite_check(struct page *p, struct invite_view *v, struct day *start)
{
	struct day today = zone_day(p->clinic->zone, p->now);

	if (!day_typed_parts(v->born_d, v->born_m, v->born_y, &v->typed.born))
		v->typed.born = DAY_NONE;	/* told by the next line */
	patient_new_problems(&v->typed, today, &p->problems);
	if (!day_typed_parts(v->start_d, v->start_m, v->start_y, start))
		problem_add(&p->problems, S("start"),
		    T("Write the date as three numbers, for example 27 3 "
		    "1987."));
	else if (start->n < today.n - 31 || start->n > today.n + 366)
		problem_add(&p->problems, S("start"),
		    T("Choose a start date within a year from now."));
	if (content_programme(p->content, v->programme) == NULL)
		problem_add(&p->problems, S("programme"),
		    T("Choose a programme."));
	if (account_login_taken(p->tx, p->vault, v->typed.mobile))
		problem_add(&p->problems, S("mobile"), T("Somebody signs in "
		    "with this number already. Look for the patient in the "
		    "lists, or use another number."));
	if (v->typed.email.len > 0 &&
	    account_login_taken(p->tx, p->vault, v->typed.email))
		problem_add(&p->problems, S("email"), T("Somebody signs in "
		    "with this address already. Leave it empty, or use "
		    "another."));
}

int
patient_new_post(struct page *p)
{
	struct invite_view v = { 0 };
	struct day start = DAY_NONE;
	struct care care;
	struct id id;

	invite_read(p, &v);
	invite_check(p, &v, &start);
	if (p->problems.n > 0) {
		invite_show(p, &v);
		return page_again(p);
	}
	id = patient_make(p->tx, p->vault, p->actor, &v.typed, p->now);
	if (!care_open(&care, p->tx, p->vault, p->actor, id))
		return 503;
	course_enrol(&care, p->content, v.programme, start, v.weekday);
	care_audit(&care, "patient.make", id);
	return page_go(p, url_id(p->arena, "/p/%s/link", id));
}
