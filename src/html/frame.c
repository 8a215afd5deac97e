/* SPDX-License-Identifier: Apache-2.0 */
#include "html/frame.h"

struct url
url_outside(struct arena *a, struct str address)
{
	size_t i;

	if (!str_starts(address, S("https://")) || address.len > 300)
		return url_lit("/");
	for (i = 0; i < address.len; i++)
		if (address.at[i] <= ' ' || address.at[i] == '"' ||
		    address.at[i] == '<' || address.at[i] == 0x7f)
			return url_lit("/");
	return (struct url){ str_copy(a, address) };
}

bool
frame_bad(struct out *o, const char *field)
{
	return o->problems != NULL &&
	    problem_of(o->problems, str_z(field)) != NULL;
}

struct str
frame_problem(struct out *o, const char *field)
{
	const struct problem *p = o->problems == NULL ? NULL :
	    problem_of(o->problems, str_z(field));

	if (p == NULL)
		return STR_NONE;
	return out_tr1(o, p->text, p->n);
}
