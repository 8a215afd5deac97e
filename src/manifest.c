/* SPDX-License-Identifier: Apache-2.0 */
#include "backup.h"

#include <dirent.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/zone.h"
#include "folder.h"
#include "vault/vault.h"

/*
 * The text, a line each: "mellom backup 1", then "NAME VALUE" ("keys N": how
 * many owners' keys lay beside it); "table NAME ROWS BYTES HASH" for each
 * table; "seal HEX" over all lines before it, keyed; "end HEX", a plain hash
 * over all before it, so that damage is found without the key.
 */
static const char first_line[] = "mellom backup 1\n";
static const char seal_purpose[] = "digest backup manifest 1";
enum { MANIFEST_BYTES_MAX = 256 * 1024, TABLES_MAX = 400 };

struct str
backup_name(struct arena *a, int64_t at)
{
	struct civil c = zone_civil(zone_utc(), at);

	return str_fmt(a, "%04d-%02d-%02dT%02d%02d%02dZ", c.year, c.month,
	    c.day, c.hour, c.minute, c.second);
}

bool
backup_is_name(struct str s)
{
	static const char pattern[] = "0000-00-00T000000Z";
	size_t i;

	if (s.len != sizeof(pattern) - 1)
		return false;
	for (i = 0; i < s.len; i++)
		if (pattern[i] == '0' ? s.at[i] < '0' || s.at[i] > '9' :
		    s.at[i] != pattern[i])
			return false;
	return true;
}

bool
backup_newest(struct arena *a, struct str folder, struct str *generation)
{
	DIR *d = opendir(str_copy(a, folder).at);
	struct dirent *e;
	char newest[32] = "";

	while (d != NULL && (e = readdir(d)) != NULL) {
		struct str name = str_z(e->d_name);

		if (backup_is_name(name) && str_cmp(name, str_z(newest)) > 0)
			memcpy(newest, name.at, name.len + 1);
	}
	if (d != NULL)
		closedir(d);
	*generation = str_fmt(a, "%.*s/%s", STR(folder), newest);
	return *newest != '\0';
}

struct str
backup_keys_path(struct arena *a, struct str generation)
{
	return str_fmt(a, "%.*s/../keys/keys.rows", STR(generation));
}

/* --- write -------------------------------------------------------------- */

static struct str
seal_of(struct arena *a, struct vault *v, struct str body)
{
	struct bytes sum = vault_blind(v, a, seal_purpose, body);

	return str_hex(a, sum.at, sum.len);
}

static struct str
plain_hash(struct arena *a, struct str text)
{
	unsigned char sum[BACKUP_HASH_BYTES];

	crypto_generichash(sum, sizeof(sum), (const unsigned char *)text.at,
	    text.len, NULL, 0);
	return str_hex(a, sum, sizeof(sum));
}

struct str
manifest_text(struct arena *a, struct vault *v, struct manifest *m)
{
	struct buf b = buf_new(a, MANIFEST_BYTES_MAX);
	struct str body;
	size_t i;

	buf_fmt(&b, "%sprogram %.*s\nengine %.*s\ndatabase %lld\n"
	    "made %lld %.*s\nkey %.*s\naudit %.*s\nkeys %lld\n",
	    first_line, STR(m->program), STR(m->engine),
	    (long long)m->database, (long long)m->made_at,
	    STR(backup_name(a, m->made_at)), STR(m->key), STR(m->audit),
	    (long long)m->owners);
	for (i = 0; i < m->tables_n; i++) {
		const struct backup_table *t = &m->tables[i];

		buf_fmt(&b, "table %.*s %lld %lld %.*s\n", STR(t->name),
		    (long long)t->rows, (long long)t->bytes,
		    STR(str_hex(a, t->hash, sizeof(t->hash))));
	}
	body = str_copy(a, buf_str(&b));
	m->body = body;
	m->seal = seal_of(a, v, body);
	buf_fmt(&b, "seal %.*s\n", STR(m->seal));
	buf_fmt(&b, "end %.*s\n", STR(plain_hash(a, buf_str(&b))));
	return buf_str(&b);
}

bool
manifest_sealed(struct arena *a, struct vault *v, const struct manifest *m)
{
	return str_eq(seal_of(a, v, m->body), m->seal);
}

/* --- read --------------------------------------------------------------- */

static bool
table_parse(struct str line, struct backup_table *t)
{
	t->name = str_cut(&line, ' ');
	return t->name.len > 0 && t->name.len < 64 &&
	    str_index(t->name, '/') == t->name.len &&
	    str_int(str_cut(&line, ' '), 0, INT64_MAX, &t->rows) &&
	    str_int(str_cut(&line, ' '), 0, INT64_MAX, &t->bytes) &&
	    str_unhex(line, t->hash, sizeof(t->hash));
}

static bool
line_parse(struct str line, struct manifest *m)
{
	struct str word = str_cut(&line, ' ');

	if (str_is(word, "table"))
		return m->tables_n < TABLES_MAX &&
		    table_parse(line, &m->tables[m->tables_n++]);
	if (str_is(word, "program"))
		m->program = line;
	else if (str_is(word, "engine"))
		m->engine = line;
	else if (str_is(word, "key"))
		m->key = line;
	else if (str_is(word, "audit"))
		m->audit = line;
	else if (str_is(word, "keys"))
		return str_int(line, 0, INT64_MAX, &m->owners);
	else if (str_is(word, "database"))
		return str_int(line, 1, 9999, &m->database);
	else if (str_is(word, "made"))
		return str_int(str_cut(&line, ' '), 0, INT64_MAX / 4096,
		    &m->made_at);
	else
		return false;
	return true;
}

/* Cuts "NAME HEX\n" off the end. */
static bool
tail_cut(struct str *text, const char *name, struct str *hex)
{
	size_t n = strlen(name) + 2 * BACKUP_HASH_BYTES + 1;
	struct str line;

	if (text->len < n)
		return false;
	line = str_sub(*text, text->len - n, text->len);
	*hex = str_sub(line, strlen(name), line.len - 1);
	text->len -= n;
	return str_starts(line, str_z(name)) && line.at[line.len - 1] == '\n';
}

static bool
text_parse(struct arena *a, struct str text, struct manifest *m)
{
	struct str rest = text, end;
	bool ok = tail_cut(&rest, "end ", &end) &&
	    str_eq(plain_hash(a, rest), end) &&
	    tail_cut(&rest, "seal ", &m->seal) &&
	    str_starts(rest, str_z(first_line));

	m->body = rest;
	m->tables = arena_many(a, struct backup_table, TABLES_MAX);
	if (ok)
		rest = str_sub(rest, strlen(first_line), rest.len);
	while (ok && rest.len > 0)
		ok = line_parse(str_cut(&rest, '\n'), m);
	return ok && m->database > 0 && m->tables_n > 0 &&
	    m->key.len > 0 && m->audit.len > 0;
}

enum rc
manifest_read(struct arena *a, struct str generation, struct manifest *m,
    struct str *why)
{
	struct str path = str_fmt(a, "%.*s/MANIFEST", STR(generation)), text;

	*m = (struct manifest){ 0 };
	if (!file_read(a, path.at, MANIFEST_BYTES_MAX, &text)) {
		*why = str_fmt(a, "%.*s cannot be read: this is no finished "
		    "backup. Name the folder of one, or the folder that holds "
		    "them all.", STR(path));
		return RC_IO;
	}
	if (text_parse(a, text, m))
		return RC_OK;
	*why = str_fmt(a, "%.*s is damaged, or of another version of Mellom. "
	    "Take another generation of the backup.", STR(path));
	return RC_BAD;
}
