/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account.h"

#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/actor.h"
#include "people/row.h"
#include "vault/vault.h"

enum { STAFF_MAX = 500 };

SQL(account_add, "id:id clinic:id name:bytes language:text now:int", "",
    "INSERT INTO account (id, clinic_id, name, language, zone, state,"
    " reading_days, created_at, version) SELECT $1, id, $3, $4, zone,"
    " 'active', 0, $5, 1 FROM clinic WHERE id = $2");
#define ACCOUNT_COLUMNS \
	"id:id clinic:id name:bytes language:text state:text " \
	"reading_days:int created_at:int version:int roles:int " \
	"has_password:int login_row:id? login:bytes?"
#define ACCOUNT_SELECT \
	"SELECT a.id AS id, a.clinic_id AS clinic, a.name AS name," \
	" a.language AS language, a.state AS state," \
	" a.reading_days AS reading_days, a.created_at AS created_at," \
	" a.version AS version, " \
	SQL_ROLES("a.id", "a.clinic_id") " AS roles," \
	" CAST(CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS BIGINT)" \
	" AS has_password, l.row_id AS login_row, l.login AS login" \
	" FROM account a LEFT JOIN account_login l ON l.account_id = a.id" \
	" AND l.position = 0"
SQL(account_read, "account:id", ACCOUNT_COLUMNS,
    ACCOUNT_SELECT " WHERE a.id = $1");
SQL(account_read_staff, "clinic:id", ACCOUNT_COLUMNS,
    ACCOUNT_SELECT " WHERE a.clinic_id = $1 AND EXISTS (SELECT 1"
    " FROM account_role r WHERE r.account_id = a.id AND r.role <> 'patient')"
    " ORDER BY a.created_at, a.id LIMIT 500");
SQL(account_login_find, "blind:bytes", "account:id",
    "SELECT account_id AS account FROM account_login WHERE blind = $1");
SQL(account_login_add, "blind:bytes account:id row:id login:bytes",
    "account:id",
    "INSERT INTO account_login (blind, account_id, login, row_id, position)"
    " SELECT $1, $2, $4, $3, (SELECT count(*) FROM account_login"
    " WHERE account_id = $2) FROM account WHERE id = $2"
    " ON CONFLICT DO NOTHING RETURNING account_id AS account");
SQL(account_roles, "account:id clinic:id", "roles:int",
    "SELECT " SQL_ROLES("$1", "$2") " AS roles");
SQL(account_role_add, "account:id clinic:id role:text now:int", "",
    "INSERT INTO account_role (account_id, clinic_id, role, from_at)"
    " VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (account_id, clinic_id, role, from_at)"
    " DO UPDATE SET to_at = NULL");
SQL(account_role_end, "account:id clinic:id role:text now:int", "",
    "UPDATE account_role SET to_at = $4 WHERE account_id = $1"
    " AND clinic_id = $2 AND role = $3 AND to_at IS NULL");
SQL(account_state_set, "account:id state:text", "",
    "UPDATE account SET state = $2, version = version + 1 WHERE id = $1");
SQL(account_lang_set, "account:id language:text", "",
    "UPDATE account SET language = $2, version = version + 1 WHERE id = $1");
SQL(account_look_set, "account:id look:int", "",
    "UPDATE account SET look = $2 WHERE id = $1");
SQL(account_days_set, "account:id days:int", "",
    "UPDATE account SET reading_days = $2, version = version + 1"
    " WHERE id = $1");
SQL(account_password_set, "account:id hash:text now:int", "",
    "UPDATE account SET password = $2, password_at = $3,"
    " version = version + 1 WHERE id = $1");
SQL(account_other_admins, "account:id clinic:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM account a"
    " JOIN account_role r ON r.account_id = a.id AND r.clinic_id = $2"
    " AND r.role = 'admin' AND r.to_at IS NULL"
    " WHERE a.id <> $1 AND a.clinic_id = $2 AND a.state = 'active'");

/*
 * What people put between the digits of a telephone number: blanks, signs,
 * and the invisible or typographic ones that come with a copied number
 * (no-break space; U+2000..U+206F: thin spaces, dashes, direction marks).
 * How many bytes; 0: something else.
 */
static size_t
phone_filler(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.at;

	if (s.len >= 1 && (b[0] == ' ' || b[0] == '-' || b[0] == '.' ||
	    b[0] == '(' || b[0] == ')' || b[0] == '/' || b[0] == '\t'))
		return 1;
	if (s.len >= 2 && b[0] == 0xc2 && b[1] == 0xa0)
		return 2;
	if (s.len >= 3 && b[0] == 0xe2 && (b[1] == 0x80 || b[1] == 0x81))
		return 3;
	return 0;
}

/* Digits with a plus before them, if it was typed; "" when it is no number. */
static struct str
phone_digits(struct arena *a, struct str s)
{
	char *out = arena_many(a, char, s.len + 4);
	size_t n = 0, digits = 0, skip;

	while (s.len > 0) {
		skip = phone_filler(s);
		if (skip == 0) {
			bool digit = s.at[0] >= '0' && s.at[0] <= '9';

			if (!digit && (s.at[0] != '+' || n > 0))
				return STR_NONE;
			out[n++] = s.at[0];
			digits += digit;
			skip = 1;
		}
		s = str_sub(s, skip, s.len);
	}
	return digits == 0 ? STR_NONE : (struct str){ out, n };
}

/* ASCII, and the letters of Latin-1: Å, Æ, Ø, É ... */
static struct str
lower(struct arena *a, struct str s)
{
	char *out = arena_many(a, char, s.len + 1);
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		else if (i > 0 && (unsigned char)s.at[i - 1] == 0xc3 &&
		    c >= 0x80 && c <= 0x9e && c != 0x97)
			c |= 0x20;
		out[i] = (char)c;
	}
	return (struct str){ out, s.len };
}

struct str
login_normal(struct arena *a, struct str typed)
{
	struct str s = str_trim(typed), digits;

	if (str_index(s, '@') < s.len)
		return lower(a, s);
	digits = phone_digits(a, s);
	if (digits.len == 0)
		return lower(a, s);
	if (str_starts(digits, S("00")))
		return str_fmt(a, "+%.*s", STR(str_sub(digits, 2,
		    digits.len)));
	if (digits.len == 8 && (digits.at[0] == '4' || digits.at[0] == '9'))
		return str_fmt(a, "+47%.*s", STR(digits));
	return digits;
}

static struct bytes
login_blind(struct tx *tx, struct vault *v, struct str login)
{
	return vault_blind(v, tx_arena(tx), "login",
	    login_normal(tx_arena(tx), login));
}

bool
account_login_taken(struct tx *tx, struct vault *v, struct str login)
{
	ROWS(r, tx, account_login_find, login_blind(tx, v, login));

	return rows_next(&r);
}

bool
account_add_login(struct tx *tx, struct vault *v, struct id account,
    struct str login)
{
	struct id row = id_event(tx_now_ms(tx));
	struct str normal = login_normal(tx_arena(tx), login);
	struct bytes blind = login_blind(tx, v, login);
	bool added;

	{
		ROWS(r, tx, account_login_add, blind, account, row,
		    vault_seal(v, tx, account, FIELD_ACCOUNT_LOGIN, row,
		    normal));

		added = rows_next(&r);
	}
	if (added)
		return true;

	ROWS(r, tx, account_login_find, blind);

	return rows_next(&r) && id_eq(rows_id(&r, "account"), account);
}

bool
account_make(struct tx *tx, struct vault *v, struct id id, struct id clinic,
    struct str name, struct str login, enum lang lang, unsigned roles,
    int64_t now)
{
	if (login.len > 0 && account_login_taken(tx, v, login))
		return false;
	db_run(tx, account_add, id, clinic, vault_seal(v, tx, id,
	    FIELD_ACCOUNT_NAME, id, name), str_z(lang_tag(lang)), now);
	if (login.len > 0)
		account_add_login(tx, v, id, login);
	account_set_roles(tx, id, clinic, roles, now);
	return tx_rc(tx) == RC_OK;
}

static void
account_of_row(struct tx *tx, struct vault *v, struct rows *r,
    struct account *out)
{
	*out = (struct account){
		.id = rows_id(r, "id"),
		.clinic = rows_id(r, "clinic"),
		.roles = (unsigned)rows_int(r, "roles"),
		.lang = row_lang(rows_str(r, "language")),
		.active = str_is(rows_str(r, "state"), "active"),
		.has_password = rows_int(r, "has_password") != 0,
		.reading_days = (unsigned)rows_int(r, "reading_days"),
		.created_at = rows_int(r, "created_at"),
		.version = rows_int(r, "version"),
	};
	out->name = vault_unseal_some(v, tx, out->id, FIELD_ACCOUNT_NAME,
	    out->id, rows_bytes(r, "name"), &out->unreadable);
	out->login = vault_unseal_some(v, tx, out->id, FIELD_ACCOUNT_LOGIN,
	    rows_id(r, "login_row"), rows_bytes(r, "login"),
	    &out->unreadable);
}

bool
account_get(struct tx *tx, struct vault *v, struct id id, struct account *out)
{
	ROWS(r, tx, account_read, id);

	*out = (struct account){ 0 };
	if (!rows_next(&r))
		return false;
	account_of_row(tx, v, &r, out);
	return true;
}

static int
account_by_name(const void *a, const void *b)
{
	const struct account *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

size_t
account_list(struct tx *tx, struct vault *v, struct id clinic,
    struct account **out)
{
	struct account *list = arena_many(tx_arena(tx), struct account,
	    STAFF_MAX);
	size_t n = 0;
	ROWS(r, tx, account_read_staff, clinic);

	while (n < STAFF_MAX && rows_next(&r))
		account_of_row(tx, v, &r, &list[n++]);
	qsort(list, n, sizeof(*list), account_by_name);
	*out = list;
	return n;
}

void
account_set_roles(struct tx *tx, struct id account, struct id clinic,
    unsigned roles, int64_t now)
{
	unsigned has = (unsigned)db_int(tx, 0, account_roles, account, clinic);
	unsigned role;

	for (role = ROLE_PATIENT; role <= ROLE_ADMIN; role <<= 1) {
		struct str name = str_z(role_name(role));

		if ((roles & role) && !(has & role))
			db_run(tx, account_role_add, account, clinic, name,
			    now);
		else if (!(roles & role) && (has & role))
			db_run(tx, account_role_end, account, clinic, name,
			    now);
	}
}

void
account_set_active(struct tx *tx, struct id account, bool active, int64_t now)
{
	db_run(tx, account_state_set, account,
	    active ? S("active") : S("off"));
	if (!active)
		session_end_all(tx, account, ID_NONE, now);
}

bool
account_is_last_admin(struct tx *tx, struct id account, struct id clinic)
{
	unsigned has = (unsigned)db_int(tx, 0, account_roles, account, clinic);

	return (has & ROLE_ADMIN) &&
	    db_int(tx, 0, account_other_admins, account, clinic) == 0;
}

void
account_set_lang(struct tx *tx, struct id account, enum lang lang)
{
	db_run(tx, account_lang_set, account, str_z(lang_tag(lang)));
}

void
account_set_look(struct tx *tx, struct id account, unsigned look)
{
	db_run(tx, account_look_set, account, (int)look);
}

void
account_set_reading_days(struct tx *tx, struct id account, unsigned days)
{
	db_run(tx, account_days_set, account, days & 127u);
}

void
account_set_password(struct tx *tx, struct id account, struct str hash,
    int64_t now)
{
	db_run(tx, account_password_set, account, hash, now);
}
