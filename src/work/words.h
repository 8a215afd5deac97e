/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Several texts sealed as one: each ends with a sign no form can send. */
#include <stddef.h>

#include "base/str.h"

struct arena;

struct str words_pack(struct arena *, const struct str *list, size_t n);
void words_unpack(struct str packed, struct str *list, size_t n);
/* The same off the front of a longer text. */
void words_unpack_next(struct str *packed, struct str *list, size_t n);
