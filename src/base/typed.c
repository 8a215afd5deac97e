/* SPDX-License-Identifier: Apache-2.0 */
#include "base/typed.h"

bool
day_typed_parts(struct str day, struct str month, struct str year,
    struct day *out)
{
	int64_t d, m, y;

	if (!str_int(day, 1, 31, &d) || !str_int(month, 1, 12, &m) ||
	    !str_int(year, TYPED_YEAR_MIN, TYPED_YEAR_MAX, &y) ||
	    !day_valid((int)y, (int)m, (int)d))
		return false;
	*out = day_of((int)y, (int)m, (int)d);
	return true;
}

bool
day_typed(struct str s, struct day *out)
{
	struct str part[3];
	struct day d;
	size_t i, n = 0, from = 0;

	s = str_trim(s);
	if (day_parse(s, &d)) {
		int year = day_civil(d).year;

		if (year < TYPED_YEAR_MIN || year > TYPED_YEAR_MAX)
			return false;
		*out = d;
		return true;
	}
	for (i = 0; i <= s.len; i++) {
		if (i < s.len && s.at[i] != '.' && s.at[i] != '/' &&
		    s.at[i] != ' ' && s.at[i] != '-')
			continue;
		if (i > from && n == 3)
			return false;
		if (i > from)
			part[n++] = str_sub(s, from, i);
		from = i + 1;
	}
	return n == 3 && day_typed_parts(part[0], part[1], part[2], out);
}

/* Two digits, all of them. */
static bool
sixty(struct str s, int64_t *out)
{
	return s.len == 2 && str_int(s, 0, 59, out);
}

bool
minute_typed(struct str s, int *out)
{
	struct str hour, rest, second;
	int64_t h, m = 0, unused;
	size_t at;

	s = str_trim(s);
	at = str_index(s, ':');
	if (at == s.len)
		at = str_index(s, '.');
	hour = str_sub(s, 0, at);
	if (hour.len > 2 || str_starts(hour, S("-")) ||
	    !str_int(hour, 0, 23, &h))
		return false;
	if (at < s.len) {
		rest = str_sub(s, at + 1, s.len);
		at = str_index(rest, ':');
		second = at < rest.len ? str_sub(rest, at + 1, rest.len) :
		    S("00");
		if (!sixty(str_sub(rest, 0, at), &m) || !sixty(str_sub(second,
		    0, str_index(second, '.')), &unused))
			return false;
	}
	*out = (int)(h * 60 + m);
	return true;
}
