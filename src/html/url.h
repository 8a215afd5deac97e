/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A whole, safe address.  Views take nothing else for href, src and action,
 * and only these functions (and url_outside of frame.h) make one, so a page
 * cannot lead anywhere by what somebody typed.
 */
#include "base/id.h"
#include "base/str.h"

struct arena;
struct buf;

struct url {
	struct str s;
};

/*
 * Local addresses: literal paths that begin with /, # or ?, with %s where an
 * id or a text goes; the text is percent-encoded here.
 */
struct url url_lit(const char *literal_path);
struct url url_id(struct arena *, const char *path_with_one_s, struct id);
struct url url_id2(struct arena *, const char *path_with_two_s, struct id,
    struct id);
struct url url_id_str(struct arena *, const char *path_with_two_s, struct id,
    struct str);
struct url url_str(struct arena *, const char *path_with_one_s, struct str);
/* tel: link of a number as the clinic wrote it (digits and + only). */
struct url url_tel(struct arena *, struct str number);
/* The longest number (3 to 15 digits) in a line somebody wrote; "" none. */
struct str url_phone_in(struct str line);
/* Adds a text, percent-encoded but for letters, digits and - _ . ~ */
void url_encode(struct buf *, struct str);
