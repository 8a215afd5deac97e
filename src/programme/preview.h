/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Content on one page, for its author: chapters as they stand on the screen,
 * exercises with their fields, tasks in every variant, templates, texts.
 * Forms cannot be filled in; conditions are told in words of the file.
 */
#include "programme/content.h"

struct out;

/* Everything of the bundle in the language of the out. */
void preview_write(struct out *, const struct content *);
