/* SPDX-License-Identifier: Apache-2.0 */
#include "people/page_frame.h"

#include "html/views.h"
#include "http/assets.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"

enum { ID_SHOWN = 8 };		/* hex digits */

struct frame_hooks frame_hooks;

static void
nav_add(struct frame *f, const char *text, const char *path, const char *here)
{
	f->nav[f->nav_n++] = (struct frame_nav){ { text }, url_lit(path),
	    str_is(str_z(path), here) };
}

static void
frame_nav_fill(struct page *p, struct frame *f, const char *here)
{
	unsigned roles = p->actor->roles;

	if (roles & ROLE_PATIENT) {
		nav_add(f, T("Today"), "/today", here);
		nav_add(f, T("My plan"), "/plan", here);
		nav_add(f, T("Messages"), "/m", here);
		nav_add(f, T("More"), "/me", here);
		return;
	}
	if (roles & ROLE_THERAPIST) {
		nav_add(f, T("My list"), "/list", here);
		nav_add(f, T("Invite"), "/list/new", here);
	}
	if (roles & ROLE_SUPERVISOR)
		nav_add(f, T("Team"), "/team", here);
	if (roles & ROLE_ADMIN) {
		nav_add(f, T("Accounts"), "/admin", here);
		nav_add(f, T("Clinic"), "/admin/clinic", here);
		nav_add(f, T("Is this server safe?"), "/admin/safe", here);
	}
	f->who = name_shown(&p->out, p->actor->name, p->actor->account);
}

void
page_frame(struct page *p, struct frame *f, struct msg title, const char *here)
{
	*f = (struct frame){ .title = title };
	f->css = asset_url(p->arena, "site.css");
	f->js = asset_url(p->arena, "site.js");
	f->home = url_lit("/");
	f->demo = p->demo;
	f->patient_here = "";
	f->exit_to = url_outside(p->arena, p->clinic == NULL ?
	    S("https://www.yr.no/") : p->clinic->exit_url);
	if (p->actor == NULL)
		return;
	f->signed_in = true;
	f->look = p->actor->look;
	f->kind = p->actor->roles & ROLE_PATIENT ? FRAME_PATIENT : FRAME_CLINIC;
	f->home = url_lit(actor_home(p->actor));
	f->over = f->kind == FRAME_PATIENT && p->care != NULL && p->care->over;
	frame_nav_fill(p, f, here);
	if (p->actor->roles & (ROLE_ADMIN | ROLE_SUPERVISOR) &&
	    p->clinic != NULL)
		f->numbers_old = clinic_numbers_outdated(p->clinic, p->now);
	if (p->req->method == METHOD_GET) {
		f->flash_saved = str_is(req_query(p->req, "saved"), "1");
		f->flash_sent = str_is(req_query(p->req, "sent"), "1");
	}
}

void
page_frame_patient(struct page *p, struct frame *f, const char *patient_here)
{
	f->patient = true;
	f->patient_id = p->care->patient;
	f->patient_name = name_shown(&p->out, patient_name(p->care,
	    &f->patient_born, &f->patient_bar), p->care->patient);
	f->patient_unreadable = p->care->unreadable;
	f->patient_here = patient_here;
	f->glass = p->care->relation == REL_GLASS;
	f->glass_until_at = p->care->glass_until_at;
	f->patient_way = frame_hooks.way != NULL && frame_hooks.way(p);
}

struct str
name_shown(struct out *o, struct str name, struct id id)
{
	return name.len > 0 ? name : out_tr1(o, T("Unreadable name %1"),
	    str_sub(id_hex(o->arena, id), 0, ID_SHOWN));
}

void
names_shown(struct page *p, struct account *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		list[i].name = name_shown(&p->out, list[i].name, list[i].id);
}

void
page_error_body(struct page *p, int status)
{
	struct error_page v = { 0 };

	switch (status) {
	case 403:
		v.title = MSG("That did not come from this page");
		v.text = MSG("The page was too old, or it was sent from "
		    "somewhere else. Nothing was changed. Go back, load the "
		    "page again and try once more.");
		break;
	case 404:
		v.title = MSG("There is nothing here");
		v.text = MSG("The address may be mistyped, or the page is "
		    "not for you.");
		break;
	case 405:
	case 400:
	case 415:
		v.title = MSG("That could not be read");
		v.text = MSG("The browser sent something we do not "
		    "understand. Nothing was changed.");
		break;
	case 413:
		v.title = MSG("That was too long");
		v.text = MSG("It is more than this page can take in, so "
		    "nothing was saved or sent, and the text is not here. "
		    "Go back: most browsers still have what you wrote. Copy "
		    "it somewhere safe first, and then send a shorter text.");
		break;
	case 503:
		v.title = MSG("Not just now");
		v.text = MSG("The server could not finish this. Nothing was "
		    "changed. Wait a minute and try again.");
		break;
	default:
		v.title = MSG("Something went wrong here");
		v.text = MSG("The fault is ours and has been noted. Nothing "
		    "was changed.");
		break;
	}
	page_frame(p, &v.frame, v.title, "");
	v.frame.flash_saved = false;
	v.go = url_lit("/");
	v.go_text = MSG("Go to the front page");
	p->out.problems = NULL;
	view_error_page(&p->out, &v);
}

static bool
machine_field(struct str name)
{
	return str_is(name, "csrf") || str_is(name, "version") ||
	    str_is(name, "sid") || str_is(name, "go");
}

/* Title, reason and ways are in v. */
static void
form_show(struct page *p, struct form_again v, const struct pair *fields,
    size_t n)
{
	size_t i;

	page_frame(p, &v.frame, v.title, "");
	v.button = MSG("Send it again");
	if (v.other.s.len == 0) {
		v.other = url_lit("/");
		v.other_text = MSG("Go to the front page");
	}
	v.fields = arena_many(p->arena, struct again_field, n);
	for (i = 0; i < n; i++) {
		if (str_is(fields[i].name, "csrf") ||
		    str_starts(fields[i].name, S("password")) ||
		    str_is(fields[i].name, "kept"))
			continue;
		if (str_is(fields[i].name, "sid")) {
			p->out.sid = fields[i].value;
			continue;
		}
		v.fields[v.fields_n].name = fields[i].name;
		v.fields[v.fields_n].value = fields[i].value;
		v.fields[v.fields_n].shown = !machine_field(fields[i].name) &&
		    str_utf8_len(fields[i].value) > 2;
		v.fields_n++;
	}
	p->out.problems = NULL;
	view_form_again(&p->out, &v);
}

void
page_form_again(struct page *p, struct msg title, struct msg why,
    const struct pair *fields, size_t n, struct url action)
{
	form_show(p, (struct form_again){ .title = title, .why = why,
	    .action = action }, fields, n);
}

void
page_form_kept(struct page *p, struct msg title, struct msg why,
    const struct pair *fields, size_t n, struct url action, struct id kept)
{
	form_show(p, (struct form_again){ .title = title, .why = why,
	    .action = action, .drop = true, .drop_id = kept }, fields, n);
}

void
page_form_too_long(struct page *p, const struct pair *fields, size_t n,
    struct url page)
{
	struct form_again v = { .title = MSG("That was too long"),
	    .why = MSG("It is more than this page can take in, so nothing was "
	    "changed. What you wrote is below: copy what you want to keep, "
	    "and send a shorter text.") };

	if (page.s.len > 0) {
		v.other = page;
		v.other_text = MSG("Open the page again");
	}
	form_show(p, v, fields, n);
}
