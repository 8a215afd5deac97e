/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Does every owner's key open?  Damage, or a hand in keys.db or in a backup's
 * keys, is met only by who opens that owner's texts; doctor and a restore
 * look at all of them.
 */
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"

struct arena;
struct vault;

enum { VAULT_BAD_SHOWN = 20 };

struct vault_whole {
	int64_t open, erased, bad;	/* how many */
	struct id shown[VAULT_BAD_SHOWN];	/* the first bad ones */
};

enum rc vault_whole(struct vault *, struct arena *, struct vault_whole *out)
    MUST_USE;
