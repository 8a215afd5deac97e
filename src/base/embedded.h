/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Files that travel inside the program.  tools/embed.c makes one C file of
 * each set: an array of these and its length, in the order of the paths.
 * The path is as in the tree ("src/db/sql/0001-people.sql").  Data is not
 * text with a NUL behind it: use len.
 */
#include <stddef.h>

struct embedded_file {
	const char *path;
	const unsigned char *data;
	size_t len;
};

extern const struct embedded_file embedded_sql[];
extern const size_t embedded_sql_n;
extern const struct embedded_file embedded_assets[];
extern const size_t embedded_assets_n;
extern const struct embedded_file embedded_content[];
extern const size_t embedded_content_n;
