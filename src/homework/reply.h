/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A therapist's reply begun from a template of the library.  Its slots are
 * filled for this patient; what is sent unchanged is noted (edited 0), and
 * told to the therapist in one quiet line.  Nothing blocks.
 */
#include "html/lang.h"
#include "homework/homework.h"

struct programme;
struct template;

enum { TEMPLATES_SHOWN_MAX = 60 };

/* Those of one programme's libraries, in order. */
size_t reply_templates(struct arena *, const struct programme *,
    const struct template **out);
const struct template *reply_template(const struct programme *, struct str id);
/* {name} {task} {quote} filled in; without a task, "what we have agreed". */
struct str reply_fill(struct arena *, const struct template *, enum lang,
    struct str name, struct str task, struct str quote);
/* Does it hold one of the questions of what was filled? */
bool reply_holds_question(struct str sent, struct str filled);
/* Word for word as it was filled. */
bool reply_as_template(struct str sent, struct str filled);
