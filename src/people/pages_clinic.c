/* SPDX-License-Identifier: Apache-2.0 */
#include "people/pages.h"

#include "people/account.h"
#include "people/actor.h"
#include "people/called.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "people/view.h"
#include "people/views.h"

/* Pages of clinicians about a patient: contact, glass. */

int
contact_get(struct page *p)
{
	struct contact_view v = { 0 };

	p->care->spares = true;
	page_frame(p, &v.frame, MSG("Contact and background"), "/list");
	page_frame_patient(p, &v.frame, "contact");
	patient_get(p->care, &v.patient);
	v.assessed = patient_assessment(p->care, &v.assessment);
	if (v.assessed)
		v.made_by = team_name(p->tx, p->vault, v.assessment.made_by);
	v.frame.patient_unreadable = p->care->unreadable;
	view_contact(&p->out, &v);
	return page_ok(p);
}

/* Care, which no reason is needed for: a glass is not care. */
static bool
is_own(struct page *p)
{
	struct care care;

	return care_open(&care, p->tx, p->vault, p->actor, p->ids[0]) &&
	    care.relation == REL_CARE;
}

static void
glass_show(struct page *p)
{
	struct glass_view v = { .patient = p->ids[0], .minutes = GLASS_MINUTES,
	    .reason_min = GLASS_REASON_MIN };
	int64_t due_at = 0;

	page_frame(p, &v.frame, MSG("Open a record with a reason"), "/team");
	v.frame.narrow = true;
	v.own = is_own(p);
	v.nobody = !v.own && care_is_nobodys(p->tx, p->actor->clinic,
	    p->ids[0]);
	v.called = !v.own && !v.nobody && care_called(p->tx, p->actor,
	    p->clinic, p->ids[0], &due_at);
	if (v.called)
		v.due = out_moment(&p->out, due_at);
	v.reason = req_field(p->req, "reason");
	view_glass(&p->out, &v);
}

int
glass_get(struct page *p)
{
	glass_show(p);
	return page_ok(p);
}

int
glass_post(struct page *p)
{
	struct str reason = str_trim(req_field(p->req, "reason"));

	p->object = p->ids[0];
	if (is_own(p))
		return page_go(p, url_id(p->arena, "/p/%s", p->ids[0]));
	if (str_utf8_len(reason) < GLASS_REASON_MIN)
		problem_add_n(&p->problems, S("reason"), T("Write the reason "
		    "in a few words, at least %1 characters."),
		    GLASS_REASON_MIN);
	if (str_utf8_len(reason) > GLASS_REASON_MAX)
		problem_add_n(&p->problems, S("reason"), T("This is a little "
		    "long. Keep it to %1 characters."), GLASS_REASON_MAX);
	if (p->problems.n > 0) {
		glass_show(p);
		return page_again(p);
	}
	if (!care_break_glass(p->tx, p->vault, p->actor, p->ids[0], reason))
		return page_not_found(p);
	return page_go(p, url_id(p->arena, "/p/%s", p->ids[0]));
}

/* Nobody's patient becomes one's own; one is called about another's. */
int
take_post(struct page *p)
{
	p->object = p->ids[0];
	if (!care_take(p->tx, p->actor, p->ids[0]) &&
	    !care_take_called(p->tx, p->actor, p->clinic, p->ids[0]))
		return page_not_found(p);
	return page_go(p, url_id(p->arena, "/p/%s", p->ids[0]));
}
