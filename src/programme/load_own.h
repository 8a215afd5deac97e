/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Wording of instruments that a clinic supplies; only load_instrument.c. */
#include "programme/load.h"

/*
 * The wording of an instrument in one language, supplied by the
 * clinic; NULL when there is none, or it has been told what is wrong with it.
 */
struct yaml *own_read(struct loader *, struct instrument *, enum lang);
/* The text under items or scale; told when it is not there. */
struct str own_text(struct reader *, const struct yaml *own, const char *key,
    struct str id);
/* Nothing may stand there that the instrument does not ask. */
void own_compare(struct reader *, const struct instrument *,
    const struct yaml *own);
