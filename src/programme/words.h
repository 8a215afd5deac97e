/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Words a patient never reads from us: they blame, push, or speak about
 * people behind their backs.  Whole words, small letters; "late" does not
 * catch "later".  `mellom check` looks at content, tools/words.sh (in `make
 * texts-check`) at the texts of patients' pages.  Add a line, say why in the
 * commit.
 */
#include "html/lang.h"

enum { HARD_WORDS_MAX = 40 };

static const char *const hard_words[LANG_N][HARD_WORDS_MAX] = {
	[LANG_EN] = {
		"due", "overdue", "late", "missed", "deadline", "failed",
		"resistance", "resistant", "ambivalence", "ambivalent",
		"drop-out", "dropout", "drop out", "no-show", "completer",
		"non-completer", "compliance", "non-compliant", "non-adherent",
		"non-response", "non-responder", "alert", "alerts", "silent",
	},
	[LANG_NB] = {
		"lekse", "leksa", "leksen", "lekser", "leksene", "hjemmelekse",
		"hjemmelekser", "frist", "fristen", "frister", "forfalt",
		"forfaller", "for sent", "forsinket", "uteblitt", "uteble",
		"uteblir", "motstand", "motstanden", "ambivalens",
		"ambivalent", "frafall", "fullfører", "etterlevelse",
		"mislyktes", "mislykket",
	},
};
