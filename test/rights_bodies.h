/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of web_rights.c. */

/* What a route's POST sends besides csrf and sid, so that the answer says
 * whether it was let in, and little changes: mostly a form with a fault. */
static const struct { const char *path, *body; } bodies[] = {
	{ "/me/language", "&lang=nb" },
	{ "/me/pages", "&text=usual&letters=usual&light=auto&words=shown" },
	{ "/me/look", "&look=yes" },
	{ "/start", "&matters=" },
	{ "/me/reminders", "&version=0&channel=none&time=15:00&quiet_from=x" },
	{ "/me/reach", "&email=&mobile=" },
	{ "/c/:word/:word", "&go=next" },
	{ "/e/:word/:word", "&f.bogus=1" },
	{ "/e/:word/:word/keep", "&f.bogus=1" },
	{ "/q/:word/:word", "&bogus=1" },
	{ "/q/:word/:word/keep", "&bogus=1" },
	{ "/h/agree", "&chapter=ch1&task=moment" },
	{ "/h/new", "&minutes=0" },
	{ "/h/pick", "&task=move" },
	{ "/h/:id", "&version=0" },
	{ "/h/:id/yes", "&n=0&minutes=0" },
	{ "/h/:id/plan", "&n=0&minutes=0" },
	{ "/h/:id/asked", "&n=1" },
	{ "/h/:id/e/:word", "&f.bogus=1" },
	{ "/h/:id/e/:word/keep", "&f.bogus=1" },
	{ "/p/:patient/course/:word", "&place=ch1&words=" },
	{ "/p/:patient/weeks/pause", "&from=x&until=x" },
	{ "/p/:patient/weeks/end", "&how=" },
	{ "/p/:patient/w/new", "&task=move&minutes=0" },
	{ "/p/:patient/w/:id/plan", "&n=0&minutes=0" },
	{ "/p/:patient/w/:id/end", "&how=done" },
	{ "/m", "&version=0&body=" },
	{ "/m/keep", "&version=999&body=x" },
	{ "/help/plan", "&version=999&signs=x" },
	{ "/p/:patient/plan", "&version=999&signs=x" },
	{ "/p/:patient/c/:word", "&version=0&go=hold&reason=" },
	{ "/p/:patient/h/:id", "&reply=" },
	{ "/p/:patient/m", "&version=0&body=" },
	{ "/p/:patient/m/keep", "&version=999&body=x" },
	{ "/way/week", "&n=0&percent=x" },
	{ "/way/d/:id", "&n=999&percent=80&from=2026-03-02" },
	{ "/way/ask", "&ready=11" },
	{ "/way/plan", "&n=0&version=0&percent-1=x" },
	{ "/way/plan/keep", "&n=0&version=999&day-1=x" },
	{ "/way/job", "&n=0&hours=x" },
	{ "/way/hand", "&to=manager" },
	{ "/p/:patient/way/week", "&n=0&percent=x" },
	{ "/p/:patient/way/d/:id", "&n=999&percent=80&from=2026-03-02" },
	{ "/p/:patient/way/plan", "&n=0&version=0&percent-1=x" },
	{ "/p/:patient/way/plan/keep", "&n=0&version=999&day-1=x" },
	{ "/p/:patient/way/job", "&n=0&hours=x" },
	{ "/p/:patient/n/:id/take", "&version=999" },
	{ "/p/:patient/n/:id/close", "&version=999" },
	{ "/list/away", "&from=x" },
	{ "/p/:patient/t", "&kind=" },
	{ "/p/:patient/t/rhythm", "&weekday=2" },
	{ "/p/:patient/t/:id", "&n=1&version=0" },
	{ "/p/:patient/t/:id/keep", "&version=999" },
	{ "/p/:patient/minutes", "&week=2026-03-02" },
	{ "/admin/contact", "&programme=w-icbt" },
	{ "/admin/accounts/:id/away", "&from=x" },
	{ "/team/:id/open", "&reason=Covering+for+a+colleague" },
	{ "/admin/accounts/:id", "&go=save" },
};

static struct id
row_id(const struct route *r, const struct cell_place *at)
{
	struct str path = str_z(r->path);

	if (str_starts(path, S("/p/:patient/a/")))
		return at->rows.answer;
	if (str_starts(path, S("/p/:patient/h/")))
		return at->rows.report;
	if (str_starts(path, S("/p/:patient/w/")))
		return at->rows.open;
	if (str_is(path, "/p/:patient/m/:id/back"))
		return at->rows.later;
	if (str_starts(path, S("/p/:patient/t/")) ||
	    str_starts(path, S("/talks/")))
		return at->rows.talk;
	if (str_starts(path, S("/p/:patient/m/")))
		return at->rows.message;
	if (str_starts(path, S("/p/:patient/n/")))
		return at->rows.alert;
	if (str_starts(path, S("/way/d/")) ||
	    str_starts(path, S("/p/:patient/way/d/")))
		return at->rows.leave;
	if (str_starts(path, S("/way/hand/")) ||
	    str_starts(path, S("/p/:patient/way/hand/")))
		return at->rows.handed;
	if (str_starts(path, S("/h/:id")))
		return at->rows.assignment;
	if (str_starts(path, S("/team/look/")))
		return id_is_none(at->rows.check) ? id_random() :
		    at->rows.check;
	if (str_starts(path, S("/team/")))
		return at->patient;
	if (str_starts(path, S("/admin/")))
		return at->account;
	return id_random();
}

static const char *
word_of(const struct route *r, int nth)
{
	struct str path = str_z(r->path);

	if (str_starts(path, S("/q/")))
		return nth == 0 ? "0" : "1";
	if (str_starts(path, S("/guide/")))
		return nth == 0 ? "w-icbt" : "information";
	if (str_starts(path, S("/p/:patient/course/")))
		return "note";
	if (str_starts(path, S("/e/")))
		return nth == 0 ? "ch1" : "map";
	if (str_starts(path, S("/h/")) || str_starts(path,
	    S("/p/:patient/way/v/")))
		return "1";
	return nth == 0 ? "ch1" : "1";
}
