/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Content that was used is kept.  The files of a bundle are stored whole, so
 * that the bundle an enrolment is pinned to can be built again; each form,
 * chapter, text and instrument is stored by its own hash as well, for export
 * and for reading an old answer by eye.  Nothing is ever deleted here.
 */
#include "programme/content.h"

struct tx;

/*
 * Writes what is not there yet and makes the bundle the active one.  True
 * when it was not active before.
 */
bool content_store(struct tx *, const struct content *);
/* The active bundle; false: none was ever loaded. */
bool content_active(struct tx *, struct hash *out);
/*
 * Builds a bundle again.  RC_BAD: it is not in the database, or this program
 * no longer understands it (told in lint, and logged).
 */
enum rc content_load_stored(struct content **out, struct tx *, struct hash,
    struct lint *) MUST_USE;
