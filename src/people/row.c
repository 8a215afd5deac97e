/* SPDX-License-Identifier: Apache-2.0 */
#include "people/row.h"

#include "base/log.h"

enum lang
row_lang(struct str tag)
{
	enum lang lang;

	return lang_parse(tag, &lang) ? lang : LANG_EN;
}

const struct zone *
row_zone(struct str name)
{
	const struct zone *zone = zone_find(name);

	if (zone != NULL)
		return zone;
	log_warn("people: the system does not know the time zone %.*s; times "
	    "are told in UTC (is the package tzdata there?)", STR(name));
	return zone_utc();
}

struct id
row_part(struct id row, unsigned char part)
{
	row.b[15] ^= part;
	return row;
}
