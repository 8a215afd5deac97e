/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Folders and small files on disk, for backup, restore and doctor.  A new
 * name is on disk only after its folder was synced.
 */
#include <stdbool.h>

#include "base/str.h"

struct arena;

/* 0700; true when it is there afterwards. */
bool folder_make(const char *path);
bool folder_sync(const char *path);
/* Whether nothing is in it; a folder that is not there is empty. */
bool folder_empty(const char *path);
/* With what is in it, four folders deep at most; false: something is left. */
bool folder_remove(const char *path);
/* Is path below folder, or the same?  Links are followed; both must exist. */
bool folder_holds(struct arena *, const char *folder, const char *path);
/* A new file, 0600, synced. */
bool file_write(const char *path, struct str text);
/* False: not there, not readable or longer than max. */
bool file_read(struct arena *, const char *path, size_t max, struct str *out);
