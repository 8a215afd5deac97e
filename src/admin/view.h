/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the administrator's pages show. */
#include "html/frame.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/clinic.h"

struct accounts_view {
	struct frame frame;
	struct account *list;
	size_t n;
	struct str name, login;		/* typed, shown again */
	unsigned roles;
	bool nb;
	struct str link;		/* of the account just made */
	struct moment_full expires;
};

struct account_view {
	struct frame frame;
	struct account account;
	struct str link;
	struct moment_full expires;
	bool self;
	int64_t patients, covers;	/* must be handed on before it ends */
	struct account *heirs;
	size_t heirs_n;
	struct id heir;			/* chosen, shown again */
};

struct setting_line {
	const struct setting_info *info;
	struct str value;
};

struct clinic_view {
	struct frame frame;
	const struct clinic *clinic;
	struct number_line {
		int i;
		const char *name;	/* "n1" */
		struct str number, label_nb, label_en, note_nb, note_en;
	} numbers[NUMBERS_MAX];
	struct setting_line settings[SET_N];
	size_t settings_n;
	struct str hours;		/* "1 08:00-15:30" a line */
	struct str holidays;		/* "2026-12-25 name" a line */
	struct str exit_url, sender, rules[LANG_N];
	struct str review_d, review_m, review_y;
	bool outdated;
};

enum check_state { CHECK_OK, CHECK_WEAK, CHECK_NOTE };
struct check_line {
	enum check_state state;
	struct msg what;		/* msgid with %1 */
	struct str value;
	struct msg hint;		/* what to do; NULL: nothing */
};
enum { CHECKS_MAX = 32 };
struct safe_view {
	struct frame frame;
	struct check_line list[CHECKS_MAX];
	size_t n, weak;
};

extern const int admin_days[7];
struct msg role_word(unsigned one_role);
/* "therapist, supervisor" in the reader's language. */
struct str roles_text(struct out *, unsigned roles);
