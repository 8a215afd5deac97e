/* SPDX-License-Identifier: Apache-2.0 */
#include "admin/pages.h"

#include <string.h>

#include "admin/view.h"
#include "admin/views.h"
#include "base/typed.h"
#include "people/page_frame.h"

/* The clinic's settings: one form, checked as a whole. */

enum { TEXT_MAX = 32 * 1024, CALLED_DIGITS = 3 };

static struct str
field(struct page *p, const char *name)
{
	return str_trim(req_field(p->req, name));
}

/* Of the i-th help number: "n3", "n3b". */
static struct str
number_field(struct page *p, int i, const char *part)
{
	return field(p, str_fmt(p->arena, "n%d%s", i, part).at);
}

static struct str
hours_text(struct arena *a, const struct clinic *c)
{
	struct buf b = buf_new(a, TEXT_MAX);
	size_t i;

	for (i = 0; i < c->hours_n; i++)
		buf_fmt(&b, "%d %02d:%02d-%02d:%02d\n", c->hours[i].weekday,
		    c->hours[i].from_minute / 60, c->hours[i].from_minute % 60,
		    c->hours[i].to_minute / 60, c->hours[i].to_minute % 60);
	return buf_str(&b);
}

static void
clinic_fill(struct page *p, struct clinic_view *v)
{
	const struct clinic *c = p->clinic;
	struct buf b = buf_new(p->arena, TEXT_MAX);
	struct civil day = day_civil((struct day){
	    (int32_t)c->set[SET_NUMBERS_REVIEW_DAY] });
	struct clinic_holiday *closed;
	size_t i, n;

	for (i = 0; i < c->numbers_n; i++) {
		v->numbers[i].number = c->numbers[i].number;
		v->numbers[i].label_nb = c->numbers[i].label[LANG_NB];
		v->numbers[i].label_en = c->numbers[i].label[LANG_EN];
		v->numbers[i].note_nb = c->numbers[i].note[LANG_NB];
		v->numbers[i].note_en = c->numbers[i].note[LANG_EN];
	}
	v->review_d = str_fmt(p->arena, "%d", day.day);
	v->review_m = str_fmt(p->arena, "%d", day.month);
	v->review_y = str_fmt(p->arena, "%d", day.year);
	v->hours = hours_text(p->arena, c);
	n = clinic_holidays(p->tx, c->id, (struct day){ 0 }, &closed);
	for (i = 0; i < n; i++)
		buf_fmt(&b, "%.*s %.*s\n",
		    STR(day_text(p->arena, closed[i].day)),
		    STR(closed[i].name));
	v->holidays = buf_str(&b);
	v->exit_url = c->exit_url;
	v->sender = c->sender;
	memcpy(v->rules, c->rules, sizeof(v->rules));
	for (i = 0; i < v->settings_n; i++)
		v->settings[i].value = str_fmt(p->arena, "%lld",
		    (long long)c->set[v->settings[i].info - setting_info]);
}

static void
clinic_frame(struct page *p, struct clinic_view *v)
{
	size_t i;

	page_frame(p, &v->frame, MSG("Clinic"), "/admin/clinic");
	v->frame.narrow = true;
	v->clinic = p->clinic;
	v->outdated = clinic_numbers_outdated(p->clinic, p->now);
	for (i = 0; i < NUMBERS_MAX; i++) {
		v->numbers[i].i = (int)i + 1;
		v->numbers[i].name = str_fmt(p->arena, "n%zu", i + 1).at;
	}
	for (i = 0; i < SET_N; i++)
		if (i != SET_NUMBERS_REVIEW_DAY)
			v->settings[v->settings_n++].info = &setting_info[i];
}

int
admin_clinic_get(struct page *p)
{
	struct clinic_view v = { 0 };

	clinic_frame(p, &v);
	clinic_fill(p, &v);
	view_admin_clinic(&p->out, &v);
	return page_ok(p);
}

struct clinic_typed {
	struct help_number numbers[NUMBERS_MAX];
	size_t numbers_n;
	struct hours_span hours[HOURS_MAX];
	size_t hours_n;
	struct closed_day {
		struct day day;
		struct str name;
	} holidays[HOLIDAYS_MAX];
	size_t holidays_n;
	struct day review;
	int64_t set[SET_N];
};

/* "116 117", "+47 22 00 00 00": what a telephone can call. */
static bool
can_be_called(struct str number)
{
	size_t i, digits = 0;

	for (i = 0; i < number.len; i++)
		if (number.at[i] >= '0' && number.at[i] <= '9')
			digits++;
	return digits >= CALLED_DIGITS;
}

static void
check_number(struct page *p, const struct number_line *n)
{
	struct str at = str_z(n->name);

	if (!can_be_called(n->number))
		problem_add(&p->problems, at, T("Write a number that can be "
		    "called."));
	else if (n->label_nb.len == 0 || n->label_en.len == 0)
		problem_add_n(&p->problems, at, T("Number %1 needs words in "
		    "both languages."), n->i);
}

static void
read_numbers(struct page *p, struct clinic_view *v, struct clinic_typed *t)
{
	int i;

	for (i = 0; i < NUMBERS_MAX; i++) {
		struct number_line *n = &v->numbers[i];
		struct help_number *h = &t->numbers[t->numbers_n];

		n->number = number_field(p, n->i, "");
		n->label_nb = number_field(p, n->i, "b");
		n->label_en = number_field(p, n->i, "c");
		n->note_nb = number_field(p, n->i, "d");
		n->note_en = number_field(p, n->i, "e");
		if (n->number.len == 0)
			continue;
		check_number(p, n);
		h->number = n->number;
		h->label[LANG_NB] = n->label_nb;
		h->label[LANG_EN] = n->label_en;
		h->note[LANG_NB] = n->note_nb;
		h->note[LANG_EN] = n->note_en;
		t->numbers_n++;
	}
	if (t->numbers_n == 0)
		problem_add(&p->problems, S("numbers"), T("Keep at least one "
		    "number that is answered day and night."));
}

/* A span may end with the day. */
static bool
minute_read(struct str s, int *out)
{
	*out = 24 * 60;
	return str_is(s, "24:00") || str_is(s, "24.00") ||
	    minute_typed(s, out);
}

static bool
span_read(struct str line, struct hours_span *out)
{
	struct str day = str_cut(&line, ' '), from = str_cut(&line, '-');
	int64_t d;

	if (!str_int(day, 1, 7, &d) || !minute_read(str_trim(from),
	    &out->from_minute) || !minute_read(str_trim(line),
	    &out->to_minute) || out->to_minute <= out->from_minute)
		return false;
	out->weekday = (int)d;
	return true;
}

static void
read_hours(struct page *p, struct clinic_view *v, struct clinic_typed *t)
{
	struct str rest = v->hours = req_field(p->req, "hours");
	int line_n = 0;

	while (rest.len > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));

		line_n++;
		if (line.len == 0)
			continue;
		if (t->hours_n == HOURS_MAX ||
		    !span_read(line, &t->hours[t->hours_n])) {
			problem_add_n(&p->problems, S("hours"), T("Line %1 is "
			    "not a weekday with a span of hours."), line_n);
			return;
		}
		t->hours_n++;
	}
	if (t->hours_n == 0)
		problem_add(&p->problems, S("hours"), T("Keep at least one "
		    "line. Without staffed hours no answer gets a time by "
		    "which someone looks at it."));
}

static void
read_holidays(struct page *p, struct clinic_view *v, struct clinic_typed *t)
{
	struct str rest = v->holidays = req_field(p->req, "holidays");
	int line_n = 0;

	while (rest.len > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct str date = str_cut(&line, ' ');
		struct closed_day *c;

		line_n++;
		if (date.len == 0)
			continue;
		c = &t->holidays[t->holidays_n];
		if (t->holidays_n == HOLIDAYS_MAX ||
		    !day_typed(date, &c->day)) {
			problem_add_n(&p->problems, S("holidays"),
			    T("Line %1 does not begin with a date like "
			    "2026-12-25."), line_n);
			return;
		}
		c->name = str_trim(line);
		t->holidays_n++;
	}
}

static void
read_settings(struct page *p, struct clinic_view *v, struct clinic_typed *t)
{
	size_t i;

	for (i = 0; i < v->settings_n; i++) {
		const struct setting_info *info = v->settings[i].info;

		v->settings[i].value = str_trim(req_field(p->req, info->key));
		if (!str_int(v->settings[i].value, info->min, info->max,
		    &t->set[info - setting_info]))
			problem_add(&p->problems, str_z(info->key),
			    T("Write a whole number within the bounds."));
	}
	v->review_d = field(p, "review_d");
	v->review_m = field(p, "review_m");
	v->review_y = field(p, "review_y");
	if (!day_typed_parts(v->review_d, v->review_m, v->review_y,
	    &t->review))
		problem_add(&p->problems, S("review"),
		    T("Write the date as three numbers, for example 27 3 "
		    "1987."));
	v->exit_url = field(p, "exit");
	if (!str_starts(v->exit_url, S("https://")) || v->exit_url.len > 300)
		problem_add(&p->problems, S("exit"),
		    T("Write an address that begins with https://"));
}

/* Read on a locked telephone by whoever stands beside. */
static void
read_sender(struct page *p, struct clinic_view *v)
{
	v->sender = field(p, "sender");
	if (v->sender.len == 0 || str_utf8_len(v->sender) > SENDER_MAX ||
	    str_index(v->sender, '<') < v->sender.len ||
	    str_index(v->sender, '"') < v->sender.len)
		problem_add_n(&p->problems, S("sender"), T("Write a short "
		    "name of at most %1 characters, without quotes."),
		    SENDER_MAX);
}

static void
read_rules(struct page *p, struct clinic_view *v)
{
	v->rules[LANG_NB] = field(p, "rules_nb");
	v->rules[LANG_EN] = field(p, "rules_en");
	if (str_utf8_len(v->rules[LANG_NB]) > RULES_MAX ||
	    str_utf8_len(v->rules[LANG_EN]) > RULES_MAX)
		problem_add_n(&p->problems, S("rules"), T("This is a little "
		    "long. Keep it to %1 characters."), RULES_MAX);
}

static void
clinic_save(struct page *p, const struct clinic_view *v,
    const struct clinic_typed *t)
{
	struct id id = p->clinic->id;
	struct clinic_holiday *closed;
	size_t i, n;

	for (i = 0; i < SET_N; i++) {
		int64_t value = i == SET_NUMBERS_REVIEW_DAY ? t->review.n :
		    t->set[i];

		if (value != p->clinic->set[i])
			clinic_set(p->tx, id, (enum setting)i, value,
			    p->actor->account, p->now);
	}
	if (!str_eq(v->exit_url, p->clinic->exit_url))
		clinic_set_exit_url(p->tx, id, v->exit_url, p->actor->account,
		    p->now);
	if (!str_eq(v->sender, p->clinic->sender))
		clinic_set_sender(p->tx, id, v->sender, p->actor->account,
		    p->now);
	for (i = 0; i < LANG_N; i++)
		if (!str_eq(v->rules[i], p->clinic->rules[i]))
			clinic_set_rules(p->tx, id, (enum lang)i, v->rules[i],
			    p->actor->account, p->now);
	clinic_set_numbers(p->tx, id, t->numbers, t->numbers_n);
	clinic_set_hours(p->tx, id, t->hours, t->hours_n);
	n = clinic_holidays(p->tx, id, (struct day){ 0 }, &closed);
	for (i = 0; i < n; i++)
		clinic_set_holiday(p->tx, id, closed[i].day, STR_NONE, false);
	for (i = 0; i < t->holidays_n; i++)
		clinic_set_holiday(p->tx, id, t->holidays[i].day,
		    t->holidays[i].name, true);
}

int
admin_clinic_post(struct page *p)
{
	struct clinic_view v = { 0 };
	struct clinic_typed *t = arena_one(p->arena, struct clinic_typed);

	clinic_frame(p, &v);
	read_numbers(p, &v, t);
	read_hours(p, &v, t);
	read_holidays(p, &v, t);
	read_settings(p, &v, t);
	read_sender(p, &v);
	read_rules(p, &v);
	if (p->problems.n > 0) {
		view_admin_clinic(&p->out, &v);
		return page_again(p);
	}
	clinic_save(p, &v, t);
	return page_go(p, url_lit("/admin/clinic?saved=1"));
}
