/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What the world may do to us.  An enum rc is returned where the world can
 * fail (disk, peer, memory, another writer); it is logged once, where it
 * happened.  Our own bugs assert; expected answers are values (struct
 * problems, false, NULL).
 */
enum rc {
	RC_OK = 0,
	RC_AGAIN,	/* a conflict with another writer: run it again */
	RC_FULL,	/* no room on disk, or a queue at its limit */
	RC_IO,		/* reading, writing or syncing failed */
	RC_NOMEM,	/* memory, or the request's arena, is used up */
	RC_LOST,	/* connection lost: the outcome is not known */
	RC_BAD,		/* a file or a row is not what it must be */
	RC_REFUSED,	/* a version, key or permission does not fit */
};

#define MUST_USE __attribute__((warn_unused_result))

const char *rc_text(enum rc);
