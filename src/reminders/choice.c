/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/choice.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "vault/vault.h"

enum { NUMBER_MIN = 8, NUMBER_MAX = 15 };

SQL(remind_choice_read, "patient:id", "channel:text minute:int "
    "quiet_from:int quiet_to:int kinds:int stopped:text stopped_at:int? "
    "version:int",
    "SELECT channel, minute, quiet_from, quiet_to, kinds, stopped,"
    " stopped_at, version FROM remind_choice WHERE patient_id = $1");
SQL(remind_choice_save, "patient:id channel:text minute:int quiet_from:int "
    "quiet_to:int kinds:int now:int version:int", "",
    "INSERT INTO remind_choice (patient_id, channel, minute, quiet_from,"
    " quiet_to, kinds, stopped, changed_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8)"
    " ON CONFLICT (patient_id) DO UPDATE SET channel = excluded.channel,"
    " minute = excluded.minute, quiet_from = excluded.quiet_from,"
    " quiet_to = excluded.quiet_to, kinds = excluded.kinds, stopped = '',"
    " stopped_at = NULL, changed_at = excluded.changed_at,"
    " version = excluded.version");
SQL(remind_choice_stopped, "patient:id channel:text now:int", "",
    "UPDATE remind_choice SET stopped = $2, stopped_at = $3,"
    " version = version + 1 WHERE patient_id = $1 AND channel = $2");

SQL(reach_read, "account:id", "email:bytes? mobile:bytes? by_email:int "
    "by_sms:int stopped:text",
    "SELECT email, mobile, by_email, by_sms, stopped FROM account_reach"
    " WHERE account_id = $1");
SQL(reach_save, "account:id email:bytes mobile:bytes by_email:int by_sms:int "
    "now:int", "",
    "INSERT INTO account_reach (account_id, email, mobile, by_email, by_sms,"
    " stopped, changed_at) VALUES ($1, $2, $3, $4, $5, '', $6)"
    " ON CONFLICT (account_id) DO UPDATE SET email = excluded.email,"
    " mobile = excluded.mobile, by_email = excluded.by_email,"
    " by_sms = excluded.by_sms, stopped = '',"
    " changed_at = excluded.changed_at");
SQL(reach_stopped, "account:id channel:text", "",
    "UPDATE account_reach SET stopped = $2,"
    " by_email = CASE WHEN $2 = 'email' THEN 0 ELSE by_email END,"
    " by_sms = CASE WHEN $2 = 'sms' THEN 0 ELSE by_sms END"
    " WHERE account_id = $1");

const char *
channel_name(enum channel c)
{
	return c == CHANNEL_EMAIL ? "email" : c == CHANNEL_SMS ? "sms" : "";
}

enum channel
channel_parse(struct str s)
{
	return str_is(s, "email") ? CHANNEL_EMAIL :
	    str_is(s, "sms") ? CHANNEL_SMS : CHANNEL_NONE;
}

struct msg
channel_word(enum channel c)
{
	return c == CHANNEL_EMAIL ? MSG("e-mail") :
	    c == CHANNEL_SMS ? MSG("text message") : MSG("no channel");
}

void
remind_choice_get(struct care *c, struct remind_choice *out)
{
	ROWS(r, c->tx, remind_choice_read, c->patient);

	*out = (struct remind_choice){ .minute = REMIND_NORMAL,
	    .quiet_from = QUIET_FROM_NORMAL, .quiet_to = QUIET_TO_NORMAL,
	    .kinds = REMIND_ALL };
	if (!rows_next(&r))
		return;
	out->channel = channel_parse(rows_str(&r, "channel"));
	out->minute = (int)rows_int(&r, "minute");
	out->quiet_from = (int)rows_int(&r, "quiet_from");
	out->quiet_to = (int)rows_int(&r, "quiet_to");
	out->kinds = (unsigned)rows_int(&r, "kinds") & REMIND_ALL;
	out->stopped = channel_parse(rows_str(&r, "stopped"));
	out->stopped_at = rows_int(&r, "stopped_at");
	out->version = rows_int(&r, "version");
}

bool
quiet_at(int from, int to, int minute)
{
	return from <= to ? minute >= from && minute < to :
	    minute >= from || minute < to;
}

bool
remind_choice_put(struct care *c, const struct remind_choice *x,
    int64_t version_seen, struct problems *bad)
{
	struct remind_choice old;

	if (!care_writes(c))
		return false;
	if (quiet_at(x->quiet_from, x->quiet_to, x->minute))
		problem_add(bad, S("time"), T("This time lies in your quiet "
		    "hours. Choose another, or change the quiet hours."));
	if (x->channel != CHANNEL_NONE && (x->kinds & REMIND_ALL) == 0)
		problem_add(bad, S("kinds"), T("Choose at least one thing to "
		    "be reminded of, or no reminders."));
	remind_choice_get(c, &old);
	if (bad->n > 0 || old.version != version_seen)
		return false;
	db_run(c->tx, remind_choice_save, c->patient,
	    str_z(channel_name(x->channel)), x->minute, x->quiet_from,
	    x->quiet_to, x->kinds & REMIND_ALL, c->now, version_seen + 1);
	return true;
}

void
remind_choice_stop(struct care *c, enum channel channel)
{
	if (db_run(c->tx, remind_choice_stopped, c->patient,
	    str_z(channel_name(channel)), c->now) > 0)
		care_audit(c, "reminder.stop", c->patient);
}

bool
reach_email_ok(struct str s)
{
	size_t at = str_index(s, '@'), i;
	struct str host = at < s.len ? str_sub(s, at + 1, s.len) : STR_NONE;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c <= 0x20 || c >= 0x7f || c == '<' || c == '>' ||
		    c == ',' || c == ';' || c == '"' || c == '(' || c == ')' ||
		    c == '\\')
			return false;
	}
	return at > 0 && at < s.len && s.len <= REACH_MAX &&
	    str_index(host, '@') == host.len && str_index(host, '.') > 0 &&
	    str_index(host, '.') + 1 < host.len;
}

struct str
reach_mobile(struct arena *a, struct str typed, struct str country)
{
	struct buf b = buf_new(a, 64);
	bool plus = false;
	size_t i;

	typed = str_trim(typed);
	if (str_starts(typed, S("00"))) {
		plus = true;
		typed = str_sub(typed, 2, typed.len);
	} else if (str_starts(typed, S("+"))) {
		plus = true;
		typed = str_sub(typed, 1, typed.len);
	}
	for (i = 0; i < typed.len && i < 40; i++) {
		char c = typed.at[i];

		if (c >= '0' && c <= '9')
			buf_add_c(&b, c);
		else if (c != ' ' && c != '-' && c != '(' && c != ')' &&
		    c != '.')
			return STR_NONE;
	}
	if (b.len < NUMBER_MIN || b.len > NUMBER_MAX ||
	    (!plus && (b.len != NUMBER_MIN || country.len == 0)))
		return STR_NONE;
	return str_fmt(a, "+%.*s%.*s", plus ? 0 : (int)country.len, country.at,
	    STR(buf_str(&b)));
}

/* --- clinicians ----------------------------------------------------------- */

void
reach_get(struct tx *tx, struct vault *v, struct id account, struct reach *out)
{
	ROWS(r, tx, reach_read, account);

	*out = (struct reach){ .email = STR_NONE, .mobile = STR_NONE };
	if (!rows_next(&r))
		return;
	out->email = vault_unseal_some(v, tx, account, FIELD_REACH_EMAIL,
	    account, rows_bytes(&r, "email"), &out->unreadable);
	out->mobile = vault_unseal_some(v, tx, account, FIELD_REACH_MOBILE,
	    account, rows_bytes(&r, "mobile"), &out->unreadable);
	out->by_email = rows_int(&r, "by_email") != 0;
	out->by_sms = rows_int(&r, "by_sms") != 0;
	out->stopped = channel_parse(rows_str(&r, "stopped"));
}

bool
reach_put(struct tx *tx, struct vault *v, struct id account,
    const struct reach *x, int64_t now, struct problems *bad)
{
	if ((x->by_email || x->email.len > 0) && !reach_email_ok(x->email))
		problem_add(bad, S("email"), T("This does not look like an "
		    "e-mail address."));
	if ((x->by_sms || x->mobile.len > 0) &&
	    reach_mobile(tx_arena(tx), x->mobile, S("47")).len == 0)
		problem_add(bad, S("mobile"), T("This does not look like a "
		    "mobile number. Write it with 8 digits, or with + and the "
		    "country first."));
	if (bad->n > 0)
		return false;
	db_run(tx, reach_save, account, vault_seal(v, tx, account,
	    FIELD_REACH_EMAIL, account, x->email), vault_seal(v, tx, account,
	    FIELD_REACH_MOBILE, account, x->mobile), x->by_email, x->by_sms,
	    now);
	return true;
}

void
reach_stop(struct tx *tx, struct id account, enum channel channel)
{
	db_run(tx, reach_stopped, account, str_z(channel_name(channel)));
}
