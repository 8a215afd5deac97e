/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of web_rights.c. */

/* What a route's POST sends besides csrf and sid, so that the answer says
 * whether it was let in, and little changes: mostly a form with a fault. */
static const struct { const char *path, *body; } bodies[] = {
	{ "/me/language", "&lang=nb" },
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
	{ "/p/:patient/weeks/pause", "&from=x&until=x" },
	{ "/p/:patient/weeks/end", "&how=" },
	{ "/p/:patient/w/new", "&task=move&minutes=0" },
	{ "/p/:patient/w/:id/plan", "&n=0&minutes=0" },
	{ "/p/:patient/w/:id/end", "&how=done" },
	{ "/m", "&version=0&body=" },
	{ "/m/keep", "&version=999&body=x" },
	{ "/p/:patient/plan", "&version=999&signs=x" },
	{ "/p/:patient/c/:word", "&version=0&go=hold&reason=" },
	{ "/p/:patient/h/:id", "&reply=" },
	{ "/p/:patient/m", "&version=0&body=" },
	{ "/p/:patient/m/keep", "&version=999&body=x" },
	{ "/p/:patient/n/:id/take", "&version=999" },
	{ "/p/:patient/n/:id/close", "&version=999" },
	{ "/team/:id/open", "&reason=Covering+for+a+colleague" },
	{ "/admin/accounts/:id", "&go=save" },
};
