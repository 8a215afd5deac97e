/* SPDX-License-Identifier: Apache-2.0 */
#include "work/by.h"

#include "db/db.h"
#include "people/care.h"

struct by
by_of(const struct care *c)
{
	return (struct by){ c->actor, c->relation == REL_OWN, c->now };
}

struct str
by_role(const struct by *b)
{
	return b->patient ? S("patient") : S("therapist");
}

struct by
by_read(struct rows *r, const char *account, const char *role, const char *at)
{
	return (struct by){ rows_id(r, account),
	    str_is(rows_str(r, role), "patient"), rows_int(r, at) };
}
