/* SPDX-License-Identifier: Apache-2.0 */
#include "rows_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static const char magic[] = "mellom rows 1\n";
enum { MAGIC_BYTES = sizeof(magic) - 1, NAME_BYTES_MAX = 63 };

/* --- out ----------------------------------------------------------------- */

static void
out_flush(struct rows_out *o)
{
	size_t at = 0;

	crypto_generichash_update(&o->hash, o->buf, o->n);
	while (o->path != NULL && o->error == 0 && at < o->n) {
		ssize_t w = write(o->fd, o->buf + at, o->n - at);

		if (w >= 0)
			at += (size_t)w;
		else if (errno != EINTR)
			o->error = errno;
	}
	o->n = 0;
}

static void
out_bytes(struct rows_out *o, const void *from, size_t len)
{
	const unsigned char *p = from;

	o->bytes += (int64_t)len;
	while (len > 0 && o->error == 0) {
		size_t n = ROWS_BUF_BYTES - o->n;

		if (n > len)
			n = len;
		memcpy(o->buf + o->n, p, n);
		o->n += n;
		p += n;
		len -= n;
		if (o->n == ROWS_BUF_BYTES)
			out_flush(o);
	}
}

static void
out_number(struct rows_out *o, uint64_t n, int bytes)
{
	unsigned char b[8];
	int i;

	for (i = 0; i < bytes; i++)
		b[i] = (unsigned char)(n >> 8 * i);
	out_bytes(o, b, (size_t)bytes);
}

static void
out_text(struct rows_out *o, const void *at, size_t len)
{
	if (len > ROWS_VALUE_MAX)
		o->error = EFBIG;
	out_number(o, len, 4);
	out_bytes(o, at, len);
}

bool
rows_out_open(struct rows_out *o, struct arena *a, const char *path)
{
	*o = (struct rows_out){ .arena = a, .path = path, .fd = -1 };
	o->buf = arena_many(a, unsigned char, ROWS_BUF_BYTES);
	crypto_generichash_init(&o->hash, NULL, 0, ROWS_HASH_BYTES);
	if (path != NULL)
		o->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
		    O_NOFOLLOW, 0600);
	if (path != NULL && o->fd < 0) {
		o->error = errno;
		return false;
	}
	out_bytes(o, magic, MAGIC_BYTES);
	return true;
}

static char
type_letter(enum db_type t)
{
	return t == DB_INT ? 'i' : t == DB_REAL ? 'r' : t == DB_TEXT ? 't' :
	    t == DB_BYTES ? 'b' : 'n';
}

void
rows_out_table(struct rows_out *o, const struct db_table *t)
{
	size_t i;

	out_bytes(o, "T", 1);
	out_text(o, t->name.at, t->name.len);
	out_number(o, t->columns_n, 4);
	for (i = 0; i < t->columns_n; i++) {
		char c = type_letter(t->columns[i].type);

		out_text(o, t->columns[i].name.at, t->columns[i].name.len);
		out_bytes(o, &c, 1);
	}
	o->columns_n = t->columns_n;
	o->rows = 0;
}

void
rows_out_row(struct rows_out *o, const struct db_arg *values)
{
	size_t i;

	out_bytes(o, "R", 1);
	for (i = 0; i < o->columns_n; i++) {
		const struct db_arg *v = &values[i];
		char c = type_letter(v->type);
		uint64_t n;

		out_bytes(o, &c, 1);
		if (v->type == DB_INT) {
			out_number(o, (uint64_t)v->i, 8);
		} else if (v->type == DB_REAL) {
			memcpy(&n, &v->r, sizeof(n));
			out_number(o, n, 8);
		} else if (v->type != DB_NULL) {
			out_text(o, v->b.at, v->b.len);
		}
	}
	o->rows++;
}

void
rows_out_table_end(struct rows_out *o)
{
	out_bytes(o, "E", 1);
	out_number(o, (uint64_t)o->rows, 8);
}

bool
rows_out_close(struct rows_out *o)
{
	if (o->buf == NULL || (o->path != NULL && o->fd < 0))
		return false;
	out_bytes(o, "Z", 1);
	out_flush(o);
	crypto_generichash_final(&o->hash, o->sum, ROWS_HASH_BYTES);
	if (o->path == NULL)
		return o->error == 0;
	out_bytes(o, o->sum, ROWS_HASH_BYTES);
	out_flush(o);
	if (o->error == 0 && fsync(o->fd) != 0)
		o->error = errno;
	/* The check that follows shall read the disk, not the cache. */
	posix_fadvise(o->fd, 0, 0, POSIX_FADV_DONTNEED);
	if (close(o->fd) != 0 && o->error == 0)
		o->error = errno;
	o->fd = -1;
	return o->error == 0;
}

/* --- in ------------------------------------------------------------------ */

static bool
in_bad(struct rows_in *in, const char *why)
{
	if (in->why == NULL)
		in->why = why;
	return false;
}

static bool
in_fill(struct rows_in *in)
{
	ssize_t got;

	do {
		got = read(in->fd, in->buf, ROWS_BUF_BYTES);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return in_bad(in, "it cannot be read");
	in->at = 0;
	in->n = (size_t)got;
	in->left -= got;
	return got > 0 || in_bad(in, "its end is missing");
}

static bool
in_bytes(struct rows_in *in, void *to, size_t len)
{
	unsigned char *p = to;

	while (len > 0 && in->why == NULL) {
		size_t n = in->n - in->at;

		if (n == 0) {
			in_fill(in);
			continue;
		}
		if (n > len)
			n = len;
		memcpy(p, in->buf + in->at, n);
		crypto_generichash_update(&in->hash, in->buf + in->at, n);
		in->at += n;
		in->bytes += (int64_t)n;
		p += n;
		len -= n;
	}
	return in->why == NULL;
}

static uint64_t
in_number(struct rows_in *in, int bytes)
{
	unsigned char b[8] = { 0 };
	uint64_t n = 0;

	if (!in_bytes(in, b, (size_t)bytes))
		return 0;
	while (bytes-- > 0)
		n = n << 8 | b[bytes];
	return n;
}

/* A length beyond the file's end is damage, not a reason to take memory. */
static struct bytes
in_text(struct rows_in *in)
{
	size_t len = (size_t)in_number(in, 4);
	unsigned char *to;

	if (in->why == NULL && (len > ROWS_VALUE_MAX || (int64_t)len >
	    in->left + (int64_t)(in->n - in->at)))
		in_bad(in, "a length in it is wrong");
	if (in->why != NULL)
		return (struct bytes){ (const unsigned char *)"", 0 };
	to = arena_many(in->arena, unsigned char, len + 1);
	in_bytes(in, to, len);
	return (struct bytes){ to, len };
}

bool
rows_in_open(struct rows_in *in, struct arena *a, const char *path)
{
	char head[MAGIC_BYTES];
	struct stat st;

	*in = (struct rows_in){ .arena = a };
	in->buf = arena_many(a, unsigned char, ROWS_BUF_BYTES);
	crypto_generichash_init(&in->hash, NULL, 0, ROWS_HASH_BYTES);
	in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (in->fd < 0 || fstat(in->fd, &st) != 0)
		return in_bad(in, errno == ENOENT ? "it is missing" :
		    "it cannot be opened");
	if (!S_ISREG(st.st_mode))
		return in_bad(in, "it is not a plain file");
	in->left = st.st_size;
	if (in_bytes(in, head, MAGIC_BYTES) &&
	    memcmp(head, magic, MAGIC_BYTES) != 0)
		in_bad(in, "it is not a file of rows of a known version");
	return in->why == NULL;
}

static enum db_type
letter_type(unsigned char c)
{
	return c == 'i' ? DB_INT : c == 'r' ? DB_REAL : c == 't' ? DB_TEXT :
	    c == 'b' ? DB_BYTES : DB_NULL;
}

/* Names come into SQL: nothing but small letters, digits and "_". */
static struct str
in_name(struct rows_in *in)
{
	struct bytes b = in_text(in);
	size_t i;

	for (i = 0; i < b.len; i++)
		if (!((b.at[i] >= 'a' && b.at[i] <= 'z') || b.at[i] == '_' ||
		    (b.at[i] >= '0' && b.at[i] <= '9')))
			in_bad(in, "a name in it is wrong");
	if (b.len == 0 || b.len > NAME_BYTES_MAX)
		in_bad(in, "a name in it is wrong");
	return (struct str){ (const char *)b.at, b.len };
}

/* Behind the last table: the hash, and nothing after it. */
static void
in_end(struct rows_in *in)
{
	crypto_generichash_state before = in->hash;
	unsigned char there[ROWS_HASH_BYTES];

	crypto_generichash_final(&before, in->sum, sizeof(in->sum));
	if (!in_bytes(in, there, sizeof(there)))
		return;
	if (memcmp(in->sum, there, sizeof(there)) != 0)
		in_bad(in, "its content was altered or damaged");
	else if (in->left > 0 || in->at < in->n)
		in_bad(in, "there is more behind its end");
	else
		in->whole = true;
}

bool
rows_in_table(struct rows_in *in)
{
	struct db_table *t = &in->table;
	unsigned char c = 0;
	size_t i;

	if (in->why != NULL || in->whole || !in_bytes(in, &c, 1))
		return false;
	if (c == 'Z') {
		in_end(in);
		return false;
	}
	if (c != 'T')
		return in_bad(in, "its content was altered or damaged");
	*t = (struct db_table){ .name = in_name(in) };
	t->columns_n = (size_t)in_number(in, 4);
	if (in->why == NULL && (t->columns_n == 0 ||
	    t->columns_n > DUMP_COLUMNS_MAX))
		in_bad(in, "a table in it has too many columns");
	if (in->why != NULL)
		return false;
	t->columns = arena_many(in->arena, struct db_column, t->columns_n);
	for (i = 0; i < t->columns_n; i++) {
		t->columns[i].name = in_name(in);
		in_bytes(in, &c, 1);
		t->columns[i].type = letter_type(c);
		if (t->columns[i].type == DB_NULL)
			in_bad(in, "a column in it has no known type");
	}
	in->rows = 0;
	return in->why == NULL;
}

static void
in_value(struct rows_in *in, const struct db_column *c, struct db_arg *v)
{
	unsigned char letter = 'n';
	uint64_t n;

	*v = DB_NONE;
	if (!in_bytes(in, &letter, 1) || letter == 'n')
		return;
	v->type = letter_type(letter);
	if (v->type != c->type) {
		in_bad(in, "a value in it is not of its column's type");
		return;
	}
	if (v->type == DB_INT) {
		v->i = (int64_t)in_number(in, 8);
	} else if (v->type == DB_REAL) {
		n = in_number(in, 8);
		memcpy(&v->r, &n, sizeof(n));
	} else {
		v->b = in_text(in);
	}
}

bool
rows_in_row(struct rows_in *in, struct db_arg *values)
{
	unsigned char c = 0;
	size_t i;

	if (!in_bytes(in, &c, 1))
		return false;
	if (c == 'E') {
		if (in_number(in, 8) != (uint64_t)in->rows)
			in_bad(in, "rows are missing in it");
		return false;
	}
	if (c != 'R')
		return in_bad(in, "its content was altered or damaged");
	for (i = 0; i < in->table.columns_n; i++)
		in_value(in, &in->table.columns[i], &values[i]);
	in->rows++;
	return in->why == NULL;
}

bool
rows_in_close(struct rows_in *in, unsigned char *sum)
{
	memcpy(sum, in->sum, ROWS_HASH_BYTES);
	if (in->fd >= 0)
		close(in->fd);
	in->fd = -1;
	return in->whole && in->why == NULL;
}
