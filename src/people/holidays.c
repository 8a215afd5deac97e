/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The public holidays of Norway (lov om helligdager; lov om 1. og 17. mai).
 * Source of the clinic's list only: the clinic adds and removes days itself.
 */
#include "people/clinic.h"

struct holiday {
	int month, day;		/* month 0: day is counted from Easter Sunday */
	const char *name[LANG_N];
};

static const struct holiday holidays[] = {
	{ 1, 1, { "New Year's Day", "Første nyttårsdag" } },
	{ 0, -3, { "Maundy Thursday", "Skjærtorsdag" } },
	{ 0, -2, { "Good Friday", "Langfredag" } },
	{ 0, 0, { "Easter Sunday", "Første påskedag" } },
	{ 0, 1, { "Easter Monday", "Andre påskedag" } },
	{ 5, 1, { "Labour Day", "Arbeidernes dag" } },
	{ 5, 17, { "Constitution Day", "Grunnlovsdagen" } },
	{ 0, 39, { "Ascension Day", "Kristi himmelfartsdag" } },
	{ 0, 49, { "Whit Sunday", "Første pinsedag" } },
	{ 0, 50, { "Whit Monday", "Andre pinsedag" } },
	{ 12, 25, { "Christmas Day", "Første juledag" } },
	{ 12, 26, { "Boxing Day", "Andre juledag" } },
};

/* Meeus, Jones and Butcher's way for the Gregorian calendar. */
struct day
easter_day(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return day_of(year, n / 31, n % 31 + 1);
}

void
clinic_fill_holidays(struct tx *tx, struct id clinic, enum lang lang,
    int year)
{
	struct day easter = easter_day(year);
	size_t i;

	for (i = 0; i < sizeof(holidays) / sizeof(holidays[0]); i++) {
		const struct holiday *h = &holidays[i];
		struct day d = h->month == 0 ?
		    (struct day){ easter.n + h->day } :
		    day_of(year, h->month, h->day);

		clinic_set_holiday(tx, clinic, d, str_z(h->name[lang]), true);
	}
}
