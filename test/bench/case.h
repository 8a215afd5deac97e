/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A clinic of many patients, and the time its therapists' pages take. */
#include "app.h"

/* Monday 2026-03-02 10:00 in Oslo: the moment all of it is looked at. */
#define CASE_NOW INT64_C(1772442000)

enum { CASE_LIST = 200 };	/* patients a therapist */

/* In an empty folder; prints why and ends the program when it cannot. */
void case_make(struct app *, struct str dir, int patients, const char *sql);
void case_open(struct app *, struct str dir, bool create);
