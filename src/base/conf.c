/* SPDX-License-Identifier: Apache-2.0 */
#include "base/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static enum rc
file_text(struct arena *a, const char *path, int fd, size_t max,
    struct str *out, struct str *why)
{
	char *at = arena_many(a, char, max + 2);
	size_t n = 0;
	ssize_t got;

	do {
		got = read(fd, at + n, max + 1 - n);
		if (got > 0)
			n += (size_t)got;
	} while (n <= max && (got > 0 || (got < 0 && errno == EINTR)));
	if (got < 0) {
		*why = str_fmt(a, "%s cannot be read: %s", path,
		    strerrordesc_np(errno));
		return RC_IO;
	}
	*out = (struct str){ at, n };
	if (n > max || !str_utf8_valid(*out)) {
		*why = str_fmt(a, "%s is too long or no UTF-8 text", path);
		return RC_BAD;
	}
	return RC_OK;
}

static const struct conf_key *
key_find(const struct conf_key *keys, size_t n, struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(name, keys[i].key))
			return &keys[i];
	return NULL;
}

enum rc
conf_parse(struct arena *a, struct str name, struct str text,
    const struct conf_key *keys, size_t n, struct str *why)
{
	bool *seen = arena_many(a, bool, n + 1);
	int line_n = 0;

	while (text.len > 0) {
		struct str line = str_trim(str_cut(&text, '\n')), key;
		const struct conf_key *k;

		line_n++;
		if (line.len == 0 || line.at[0] == '#')
			continue;
		if (str_index(line, '=') == line.len) {
			*why = str_fmt(a, "%.*s:%d: a line is key = value",
			    STR(name), line_n);
			return RC_BAD;
		}
		key = str_trim(str_cut(&line, '='));
		k = key_find(keys, n, key);
		if (k == NULL || seen[k - keys]) {
			*why = str_fmt(a, "%.*s:%d: the key \"%.*s\" is %s",
			    STR(name), line_n, STR(key), k == NULL ?
			    "not known; is it misspelt?" : "there twice");
			return RC_BAD;
		}
		seen[k - keys] = true;
		*k->value = str_copy(a, str_trim(line));
	}
	return RC_OK;
}

enum rc
conf_read(struct arena *a, struct str path, const struct conf_key *keys,
    size_t n, struct str *why)
{
	const char *name = str_copy(a, path).at;
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	struct str text = STR_NONE;
	enum rc rc;

	if (fd < 0) {
		*why = str_fmt(a, "%s cannot be opened: %s", name,
		    strerrordesc_np(errno));
		return RC_IO;
	}
	rc = file_text(a, name, fd, CONF_BYTES_MAX, &text, why);
	close(fd);
	return rc != RC_OK ? rc : conf_parse(a, path, text, keys, n, why);
}

enum rc
secret_read(struct arena *a, struct str name, struct str *out,
    struct str *why)
{
	struct str head = S("credential:");
	bool credential = str_starts(name, head);
	const char *dir = getenv("CREDENTIALS_DIRECTORY"), *path;
	struct stat st;
	enum rc rc;
	int fd;

	path = str_copy(a, name).at;
	if (credential) {
		name = str_sub(name, head.len, name.len);
		if (dir == NULL || name.len == 0 ||
		    str_index(name, '/') < name.len || name.at[0] == '.') {
			*why = str_fmt(a, "%s: systemd gave no such "
			    "credential", path);
			return RC_BAD;
		}
		path = str_fmt(a, "%s/%.*s", dir, STR(name)).at;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*why = str_fmt(a, "%s cannot be opened: %s", path,
		    strerrordesc_np(errno));
		if (fd >= 0)
			close(fd);
		return RC_IO;
	}
	if (!credential && (!S_ISREG(st.st_mode) ||
	    (st.st_mode & 077) != 0)) {
		*why = str_fmt(a, "%s holds a secret, and others may read it. "
		    "Run: chmod 0400 on it.", path);
		close(fd);
		return RC_BAD;
	}
	rc = file_text(a, path, fd, SECRET_BYTES_MAX, out, why);
	close(fd);
	if (rc != RC_OK)
		return rc;
	*out = str_copy(a, str_trim(*out));
	if (out->len == 0 || str_index(*out, '\n') < out->len) {
		*why = str_fmt(a, "%s must hold one line", path);
		return RC_BAD;
	}
	return RC_OK;
}
