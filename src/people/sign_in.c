/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "vault/vault.h"

enum {
	FREE_ACCOUNT = 5,	/* wrong tries before the first wait */
	/*
	 * A clinic or a household shares one: there somebody mistypes all
	 * day.  So one is forgotten each three minutes, as many as are free
	 * in FORGET_S; who guesses gets no more of them than by waiting.
	 */
	FREE_ADDRESS = 20,
	FORGET_ONE_S = 3 * 60,
	WAIT_FIRST_S = 2,
	WAIT_MAX_S = 15 * 60,
	FORGET_S = 60 * 60,
	ROW_KEPT_S = 24 * 60 * 60,
};

SQL(sign_in_account, "blind:bytes",
    "account:id clinic:id state:text password:text?",
    "SELECT a.id AS account, a.clinic_id AS clinic, a.state AS state,"
    " a.password AS password FROM account_login l"
    " JOIN account a ON a.id = l.account_id WHERE l.blind = $1");
SQL(sign_in_still, "account:id hash:text", "one:int",
    "SELECT CAST(1 AS BIGINT) AS one FROM account"
    " WHERE id = $1 AND password = $2 AND state = 'active'");
SQL(throttle_get, "bucket:bytes", "fails:int next_at:int seen_at:int",
    "SELECT fails, next_at, seen_at FROM throttle WHERE bucket = $1");
SQL(throttle_put, "bucket:bytes fails:int next_at:int seen_at:int", "",
    "INSERT INTO throttle (bucket, fails, next_at, seen_at)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT (bucket) DO UPDATE"
    " SET fails = excluded.fails, next_at = excluded.next_at,"
    " seen_at = excluded.seen_at");
SQL(throttle_drop, "bucket:bytes", "",
    "DELETE FROM throttle WHERE bucket = $1");
SQL(throttle_drop_old, "before:int", "",
    "DELETE FROM throttle WHERE seen_at < $1");

struct bucket {
	struct bytes key;		/* no bytes: not counted */
	int64_t fails, next_at;
	int64_t seen_at;		/* from when it is forgotten */
};

static struct bucket
bucket_get(struct tx *tx, struct bytes key, int64_t now)
{
	struct bucket b = { .key = key, .seen_at = now };

	if (key.len == 0)
		return b;

	ROWS(r, tx, throttle_get, key);

	if (rows_next(&r) && now - rows_int(&r, "seen_at") < FORGET_S) {
		b.fails = rows_int(&r, "fails");
		b.next_at = rows_int(&r, "next_at");
		b.seen_at = rows_int(&r, "seen_at");
	}
	return b;
}

/* The rest of three minutes counts on, or steady tries would all stay. */
static void
bucket_forget(struct bucket *b, int64_t now)
{
	int64_t n = b->fails > 0 && now > b->seen_at ?
	    (now - b->seen_at) / FORGET_ONE_S : 0;

	b->seen_at = n < b->fails ? b->seen_at + n * FORGET_ONE_S : now;
	b->fails = n < b->fails ? b->fails - n : 0;
}

static int64_t
wait_after(int64_t fails, int64_t free_tries)
{
	int64_t wait_s = WAIT_FIRST_S;

	if (fails <= free_tries)
		return 0;
	for (; fails > free_tries + 1 && wait_s < WAIT_MAX_S; fails--)
		wait_s *= 2;
	return wait_s < WAIT_MAX_S ? wait_s : WAIT_MAX_S;
}

static void
bucket_wrong(struct tx *tx, const struct bucket *b, int64_t free_tries,
    int64_t seen_at, int64_t now)
{
	if (b->key.len > 0)
		db_run(tx, throttle_put, b->key, b->fails + 1,
		    now + wait_after(b->fails + 1, free_tries), seen_at);
}

/* All names of one account share a bucket; an unknown name has its own. */
static struct bytes
account_bucket(struct tx *tx, struct vault *v, struct id account,
    struct str normal)
{
	struct arena *a = tx_arena(tx);

	return vault_blind(v, a, "throttle-account",
	    id_is_none(account) ? normal : id_hex(a, account));
}

/* Of an IPv6 address the network: a household has 2^64 addresses. */
static struct bytes
address_bucket(struct tx *tx, struct vault *v, struct str address)
{
	struct arena *a = tx_arena(tx);
	struct str text = str_copy(a, address);
	struct in6_addr six;

	if (address.len == 0)
		return (struct bytes){ NULL, 0 };
	if (inet_pton(AF_INET6, text.at, &six) == 1 &&
	    !IN6_IS_ADDR_V4MAPPED(&six))
		text = str_hex(a, six.s6_addr, 8);
	else if (str_starts(text, S("::ffff:")))
		text = str_sub(text, 7, text.len);
	return vault_blind(v, a, "throttle-address", text);
}

static int64_t
wait_of(const struct bucket *account, const struct bucket *address,
    int64_t now)
{
	int64_t next_at = account->next_at > address->next_at ?
	    account->next_at : address->next_at;

	return next_at > now ? next_at - now : 0;
}

static struct str
login_of(struct tx *tx, struct str login)
{
	if (login.len > 4 * LOGIN_MAX)
		login.len = 4 * LOGIN_MAX;	/* nobody has such a name */
	return login_normal(tx_arena(tx), login);
}

void
sign_in_find(struct tx *tx, struct vault *v, struct str login,
    struct str address, int64_t now, struct sign_in_try *out)
{
	struct str normal = login_of(tx, login);
	struct bucket by_account, by_address;

	*out = (struct sign_in_try){ .hash = STR_NONE };
	{
		ROWS(r, tx, sign_in_account,
		    vault_blind(v, tx_arena(tx), "login", normal));

		if (rows_next(&r)) {
			out->account = rows_id(&r, "account");
			out->clinic = rows_id(&r, "clinic");
			if (str_is(rows_str(&r, "state"), "active"))
				out->hash = rows_str(&r, "password");
		}
	}
	by_account = bucket_get(tx, account_bucket(tx, v, out->account,
	    normal), now);
	by_address = bucket_get(tx, address_bucket(tx, v, address), now);
	out->wait_s = wait_of(&by_account, &by_address, now);
}

bool
sign_in_note(struct tx *tx, struct vault *v, struct sign_in_try *try,
    struct str login, struct str address, bool right, int64_t now)
{
	struct str normal = login_of(tx, login);
	struct bucket by_account = bucket_get(tx, account_bucket(tx, v,
	    try->account, normal), now);
	struct bucket by_address = bucket_get(tx, address_bucket(tx, v,
	    address), now);

	/* Many tries sent at once all passed step 1: they stop here. */
	if (try->wait_s == 0)
		try->wait_s = wait_of(&by_account, &by_address, now);
	if (try->wait_s > 0)
		return false;
	if (right && try->hash.len > 0 && db_int(tx, 0, sign_in_still,
	    try->account, try->hash) == 1) {
		db_run(tx, throttle_drop, by_account.key);
		return true;
	}
	bucket_wrong(tx, &by_account, FREE_ACCOUNT, now, now);
	bucket_forget(&by_address, now);
	bucket_wrong(tx, &by_address, FREE_ADDRESS, by_address.seen_at, now);
	db_run(tx, throttle_drop_old, now - ROW_KEPT_S);
	return false;
}
