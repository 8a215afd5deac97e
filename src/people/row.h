/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: what several of its files read from their rows. */
#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"

/* English when the word is not known. */
enum lang row_lang(struct str tag);
/* UTC, and a warning, when the system does not know the zone (any more). */
const struct zone *row_zone(struct str name);
/*
 * Texts of one row that share a field number are sealed for the parts 1, 2
 * ... of the row, so that none opens in the place of another.
 */
struct id row_part(struct id row, unsigned char part);

/*
 * The open roles of an account in a clinic as bits of enum role.  MAX and not
 * a plain sum: a role granted twice must not add up to another one.
 */
#define SQL_ROLES(account, clinic) \
	"(SELECT CAST(COALESCE(" \
	"MAX(CASE role WHEN 'patient' THEN 1 ELSE 0 END) + " \
	"MAX(CASE role WHEN 'therapist' THEN 2 ELSE 0 END) + " \
	"MAX(CASE role WHEN 'supervisor' THEN 4 ELSE 0 END) + " \
	"MAX(CASE role WHEN 'admin' THEN 8 ELSE 0 END), 0) AS BIGINT) " \
	"FROM account_role WHERE account_id = " account \
	" AND clinic_id = " clinic " AND to_at IS NULL)"
