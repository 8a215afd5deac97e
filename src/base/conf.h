/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A configuration file: "key = value" a line, "#" begins a comment line,
 * nothing is quoted or continued.  An unknown or doubled key is an error
 * with its line, so that a misspelt one is not silently without effect.
 * Secrets stand in files of their own.
 */
#include <stddef.h>

#include "base/rc.h"
#include "base/str.h"

struct arena;

enum { CONF_BYTES_MAX = 64 * 1024, SECRET_BYTES_MAX = 4096 };

struct conf_key {
	const char *key;
	struct str *value;		/* filled; stays when not in the file */
};
/* RC_BAD or RC_IO with a sentence in *why, "FILE:LINE: ...". */
enum rc conf_read(struct arena *, struct str path, const struct conf_key *,
    size_t n, struct str *why) MUST_USE;
/* The same of a text; name stands for the file in *why. */
enum rc conf_parse(struct arena *, struct str name, struct str text,
    const struct conf_key *, size_t n, struct str *why) MUST_USE;
/*
 * One line of a file that only its owner may read (0400, 0600), or of a
 * systemd credential ("credential:NAME").
 */
enum rc secret_read(struct arena *, struct str name, struct str *out,
    struct str *why) MUST_USE;
