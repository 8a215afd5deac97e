/* SPDX-License-Identifier: Apache-2.0 */
#include "work/job.h"

#include "course/course.h"
#include "db/db.h"
#include "people/care.h"
#include "programme/content.h"

SQL(job_newest, "patient:id",
    "id:id n:int by_id:id by_role:text made_at:int follow:int?"
    " week_minutes:int? job:text? contact:bytes?",
    "SELECT id, n, by_id, by_role, made_at, follow, week_minutes, job,"
    " contact FROM work_job WHERE patient_id = $1 ORDER BY n DESC LIMIT 1");
SQL(job_add, "id:id patient:id n:int by:id role:text now:int follow:int?"
    " minutes:int? job:text? contact:bytes?", "",
    "INSERT INTO work_job (id, patient_id, n, by_id, by_role, made_at,"
    " follow, week_minutes, job, contact)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");

void
job_get(struct care *c, struct job *out)
{
	ROWS(r, c->tx, job_newest, c->patient);

	*out = (struct job){ .follow = -1, .contact = STR_NONE };
	if (!rows_next(&r))
		return;
	out->n = (int)rows_int(&r, "n");
	out->by = by_read(&r, "by_id", "by_role", "made_at");
	if (!rows_null(&r, "follow"))
		out->follow = rows_int(&r, "follow") != 0;
	out->week_minutes = (int)rows_int(&r, "week_minutes");
	out->which = str_is(rows_str(&r, "job"), "same") ? JOB_SAME :
	    str_is(rows_str(&r, "job"), "other") ? JOB_OTHER : JOB_OPEN;
	if (!rows_null(&r, "contact"))
		out->contact = care_unseal(c, FIELD_WORK_CONTACT,
		    rows_id(&r, "id"), rows_bytes(&r, "contact"));
}

enum job_saved
job_put(struct care *c, const struct job *new, int seen_n,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));
	struct by by = by_of(c);
	struct job was;

	if (!care_writes(c))
		return JOB_NONE;
	job_get(c, &was);
	if (str_utf8_len(new->contact) > JOB_CONTACT_MAX)
		problem_add_n(bad, S("contact"), T("This is a little long. "
		    "Keep it to %1 characters."), JOB_CONTACT_MAX);
	if (bad->n > 0)
		return JOB_REFUSED;
	if (was.n > 0 && was.follow == new->follow && was.which == new->which &&
	    was.week_minutes == new->week_minutes &&
	    str_eq(was.contact, new->contact))
		return JOB_SAVED;
	if (was.n != seen_n)
		return JOB_CONFLICT;
	db_run(c->tx, job_add, id, c->patient, was.n + 1, by.account,
	    by_role(&by), by.at, DB_IF(new->follow >= 0, new->follow),
	    DB_IF(new->week_minutes > 0, new->week_minutes),
	    DB_IF(new->which != JOB_OPEN, new->which == JOB_SAME ? S("same") :
	    S("other")), DB_IF(new->contact.len > 0, care_seal(c,
	    FIELD_WORK_CONTACT, id, new->contact)));
	return JOB_SAVED;
}

bool
job_hours(struct str s, int *week_minutes)
{
	size_t at = str_index(s, ',') < s.len ? str_index(s, ',') :
	    str_index(s, '.');
	struct str part = str_sub(s, at < s.len ? at + 1 : s.len, s.len);
	int64_t h = 0, tenths = 0;

	*week_minutes = 0;
	if (s.len == 0)
		return true;
	if (!str_int(str_sub(s, 0, at), 0, 80, &h) || part.len > 2 ||
	    (at < s.len && !str_int(part, 0, 99, &tenths)))
		return false;
	*week_minutes = (int)(h * 60 + tenths * 60 / (part.len == 2 ? 100 :
	    10));
	return *week_minutes > 0 && *week_minutes <= JOB_WEEK_MINUTES_MAX;
}

bool
work_follows(struct care *c, const struct enrolment *e,
    const struct content *content, const struct programme *programme,
    const struct job *job)
{
	if (job->follow >= 0)
		return job->follow != 0;
	return programme->work_follow != NULL &&
	    expr_true(programme->work_follow, course_env(c, e, content,
	    false));
}
