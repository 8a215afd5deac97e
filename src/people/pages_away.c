/* SPDX-License-Identifier: Apache-2.0 */
#include "people/pages.h"

#include "people/account.h"
#include "people/actor.h"
#include "people/away.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/view.h"
#include "people/views.h"

/* A therapist's own absence; an administrator for someone who is ill. */

static void
colleagues_fill(struct page *p, struct id account, struct away_view *v)
{
	struct account *list;
	size_t n = account_list(p->tx, p->vault, p->actor->clinic, &list), i;

	names_shown(p, list, n);
	v->colleagues = arena_many(p->arena, struct account, n + 1);
	for (i = 0; i < n; i++)
		if (list[i].active && (list[i].roles & ROLE_THERAPIST) != 0 &&
		    !id_eq(list[i].id, account))
			v->colleagues[v->colleagues_n++] = list[i];
}

/* What was agreed for these days stays as it is: by whom it is moved is the
 * therapist's.  Names of patients: on one's own page alone. */
static void
talks_fill(struct page *p, struct away_view *v)
{
	size_t i;

	v->talks = arena_many(p->arena, struct html, v->n + 1);
	if (v->admin || p->scope == NULL || frame_hooks.talks == NULL)
		return;
	for (i = 0; i < v->n; i++) {
		const struct absence *x = &v->list[i];

		if (x->ended_at == 0 && x->until_at > p->now)
			v->talks[i] = frame_hooks.talks(p, x->from_at > p->now ?
			    x->from_at : p->now, x->until_at);
	}
}

static void
away_show(struct page *p, struct id account, struct away_view *v)
{
	page_frame(p, &v->frame, MSG("Absence"), v->admin ? "/admin" : "/list");
	v->frame.narrow = true;
	v->n = absence_list(p->tx, p->vault, account, &v->list);
	talks_fill(p, v);
	colleagues_fill(p, account, v);
	view_away(&p->out, v);
}

static int
away_get(struct page *p, struct id account, struct away_view *v)
{
	away_show(p, account, v);
	return page_ok(p);
}

static int
away_post(struct page *p, struct id account, struct away_view *v)
{
	struct absence x = { .from = DAY_NONE, .until = DAY_NONE };
	struct id end;
	struct url back = { str_fmt(p->arena, "%.*s?saved=1",
	    STR(v->action.s)) };

	if (str_is(req_field(p->req, "go"), "end")) {
		if (!id_parse(req_field(p->req, "absence"), &end))
			return 400;
		p->object = end;
		if (!absence_end(p->tx, account, end, p->actor->account))
			return page_not_found(p);
		return page_go(p, back);
	}
	v->from = str_trim(req_field(p->req, "from"));
	v->until = str_trim(req_field(p->req, "until"));
	(void)id_parse(req_field(p->req, "cover"), &v->cover);
	page_day(p, "from", v->from, &x.from);
	page_day(p, "until", v->until, &x.until);
	x.cover = v->cover;
	p->object = absence_put(p->tx, p->vault, p->clinic, account, &x,
	    p->actor->account, &p->problems);
	if (p->problems.n == 0)
		return page_go(p, back);
	away_show(p, account, v);
	return page_again(p);
}

static struct away_view
own_view(void)
{
	return (struct away_view){ .action = url_lit("/list/away"),
	    .back = url_lit("/list"), .back_text = MSG("My list") };
}

int
list_away_get(struct page *p)
{
	struct away_view v = own_view();

	return away_get(p, p->actor->account, &v);
}

int
list_away_post(struct page *p)
{
	struct away_view v = own_view();

	return away_post(p, p->actor->account, &v);
}

/* Staff of one's own clinic who may be a therapist. */
static bool
admin_view(struct page *p, struct away_view *v)
{
	struct account a;

	if (!account_get(p->tx, p->vault, p->ids[0], &a) ||
	    !id_eq(a.clinic, p->actor->clinic) || (a.roles & ROLE_PATIENT))
		return false;
	p->object = a.id;
	*v = (struct away_view){ .admin = true, .name = a.name,
	    .action = url_id(p->arena, "/admin/accounts/%s/away", a.id),
	    .back = url_id(p->arena, "/admin/accounts/%s", a.id),
	    .back_text = MSG("Account") };
	return true;
}

int
admin_away_get(struct page *p)
{
	struct away_view v;

	if (!admin_view(p, &v))
		return page_not_found(p);
	return away_get(p, p->ids[0], &v);
}

int
admin_away_post(struct page *p)
{
	struct away_view v;

	if (!admin_view(p, &v))
		return page_not_found(p);
	return away_post(p, p->ids[0], &v);
}
