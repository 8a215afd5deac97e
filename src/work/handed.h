/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What the patient printed to hand over: to whom, when, and the page as it
 * was, word for word.  Made by the patient alone, shown to both, never
 * changed; the program sends nothing.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct care;

enum handed_kind { HANDED_MANAGER, HANDED_DOCTOR, HANDED_OFFICE, HANDED_KINDS };
enum { HANDED_WHOM_MAX = 120, HANDED_OWN_MAX = 1000, HANDED_MAX = 100 };

struct handed {
	struct id id;
	enum handed_kind kind;
	int64_t at;
	struct str whom;		/* "Berit, team leader"; "" not said */
	struct str text;		/* lines; an empty one parts groups */
};

const char *handed_id(enum handed_kind);	/* "manager" */
enum handed_kind handed_of(struct str);		/* the manager when unknown */
/* ID_NONE: not the patient. */
struct id handed_put(struct care *, const struct handed *);
/* Newest first. */
size_t handed_list(struct care *, struct handed **out);
bool handed_get(struct care *, struct id, struct handed *out);
