/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Expressions and what they come to.  Known here: q1 1, q2 2, q3 3, q4 0,
 * q5 skipped, q9 3; who is a choice (me you both), chosen: you; other a
 * choice, skipped; note the text "hi"; rows a list of 2, none a list without;
 * born a date; bare has nothing yet (absent); ch1 is done, ch2 not; total 12,
 * its baseline 7; last_assessed(q9) 1; no baseline of q1; tag is set.
 */
struct expr_case {
	const char *text, *want;
};

static const struct expr_case expr_cases[] = {
	/* literals */
	{ "1", "1" }, { "0.5", "0.5" }, { "  7 ", "7" }, { "7d", "7" },
	{ "2w", "14" }, { "12h", "0.5" }, { "true", "true" },
	{ "false", "false" }, { "missing", "missing" }, { "\"a\"", "a" },
	{ "\"a \\\"b\\\" c\"", "a \"b\" c" }, { "(3)", "3" }, { "-2", "-2" },
	{ "--2", "2" }, { "123456789012345", "123456789012345" },
	/* reckoning */
	{ "1 + 2 * 3", "7" }, { "(1 + 2) * 3", "9" }, { "7 - 2 - 1", "4" },
	{ "8 / 2 / 2", "2" }, { "1 / 0", "missing" }, { "0 / 0", "missing" },
	{ "q1 + q2", "3" }, { "q1 + q5", "missing" }, { "-q5", "missing" },
	{ "q1+q2*q3", "7" }, { "q3 - -q1", "4" }, { "bare + q5", "absent" },
	{ "bare + 1", "absent" }, { "2 * missing", "missing" },
	/* comparing */
	{ "q1 == 1", "true" }, { "q1 != 1", "false" }, { "q1 < 2", "true" },
	{ "q2 <= 2", "true" }, { "q2 < 2", "false" }, { "q2 > 2", "false" },
	{ "q2 >= 2", "true" }, { "q5 > 0", "missing" },
	{ "0 < q5", "missing" }, { "bare > 0", "absent" },
	{ "q5 == bare", "absent" }, { "q1 + 1 == q2", "true" },
	{ "note == \"hi\"", "true" }, { "note != \"ho\"", "true" },
	{ "true == false", "false" }, { "done(ch1) == true", "true" },
	{ "0.1 + 0.2 > 0.3", "true" },
	/* choices */
	{ "who == you", "true" }, { "who == me", "false" },
	{ "who != me", "true" }, { "who == \"you\"", "true" },
	{ "other == me", "missing" }, { "other != me", "missing" },
	{ "who in [you, both]", "true" }, { "who in [me]", "false" },
	{ "other in [me, you]", "missing" }, { "who == other", "missing" },
	{ "who == note", "false" },
	/* in */
	{ "q2 in [1, 2, 3]", "true" }, { "q2 in [4, 5]", "false" },
	{ "q5 in [1, 2]", "missing" }, { "q2 in [q5, 2]", "true" },
	{ "q2 in [q5, 3]", "missing" }, { "q2 in [1+1]", "true" },
	/* and, or, not: all nine */
	{ "true and true", "true" }, { "true and false", "false" },
	{ "false and true", "false" }, { "false and false", "false" },
	{ "true and q5 > 0", "missing" }, { "q5 > 0 and true", "missing" },
	{ "false and q5 > 0", "false" }, { "q5 > 0 and false", "false" },
	{ "q5 > 0 and q5 > 1", "missing" },
	{ "true or true", "true" }, { "true or false", "true" },
	{ "false or true", "true" }, { "false or false", "false" },
	{ "true or q5 > 0", "true" }, { "q5 > 0 or true", "true" },
	{ "false or q5 > 0", "missing" }, { "q5 > 0 or false", "missing" },
	{ "q5 > 0 or q5 > 1", "missing" },
	{ "not true", "false" }, { "not false", "true" },
	{ "not q5 > 0", "missing" }, { "not not true", "true" },
	{ "missing and true", "missing" }, { "missing or true", "true" },
	/* absent lies between false and missing */
	{ "bare > 0 and true", "absent" }, { "bare > 0 and q5 > 0", "absent" },
	{ "bare > 0 and false", "false" }, { "bare > 0 or false", "absent" },
	{ "bare > 0 or q5 > 0", "missing" }, { "bare > 0 or true", "true" },
	{ "not bare > 0", "absent" },
	/* order of binding */
	{ "true or false and false", "true" },
	{ "(true or false) and false", "false" },
	{ "not false and true", "true" }, { "not q1 == 2", "true" },
	{ "1 + 1 == 2 and 3 > 2", "true" },
	/* if */
	{ "if(q1 == 1, 10, 20)", "10" }, { "if(q1 == 2, 10, 20)", "20" },
	{ "if(q5 == 2, 10, 20)", "missing" }, { "if(true, missing, 1)",
	    "missing" }, { "if(false, missing, 1)", "1" },
	{ "if(bare > 1, 1, 2)", "absent" },
	{ "if(q1 == 1, if(q2 == 2, 5, 6), 7) + 1", "6" },
	/* gathering */
	{ "sum(q1..q4)", "6" }, { "sum(q1..q5)", "missing" },
	{ "mean(q1..q4)", "1.5" }, { "min(q1..q4)", "0" },
	{ "max(q1..q4)", "3" }, { "max(q1..q5)", "missing" },
	{ "count(q1..q5)", "4" }, { "sum(q1, q3, q9)", "7" },
	{ "sum(q1..q3, q9) * 2", "18" }, { "sum(q2..q2)", "2" },
	{ "sum(4 - q1, q2)", "5" }, { "min(q1, bare)", "absent" },
	{ "count(rows)", "2" }, { "count(none)", "0" },
	{ "count(rows) > 0", "true" }, { "count(none) > 0", "false" },
	/* functions */
	{ "done(ch1)", "true" }, { "done(ch2)", "false" },
	{ "done(ch1) and not done(ch2)", "true" },
	{ "answered(note)", "true" }, { "answered(other)", "false" },
	{ "baseline(total)", "7" }, { "total - baseline(total) >= 5", "true" },
	{ "baseline(q1)", "absent" }, { "q1 - baseline(q1) > 0", "absent" },
	{ "last_assessed(q9)", "1" }, { "q9 > last_assessed(q9)", "true" },
	{ "flag(tag)", "true" }, { "days_since(born) > 7d", "true" },
	/* what is refused, and where */
	{ "", "1: the expression ends too early" },
	{ "q1 +", "5: the expression ends too early" },
	{ "nope", "1: \"nope\" is not known here" },
	{ "q1 = 1", "4: \"is equal to\" is written ==" },
	{ "q1 == 'a'", "7: a text stands in double quotes: \"text\"" },
	{ "q1 == \"a\"", "7: a number is compared with a text" },
	{ "q1 and q2", "1: and needs true or false, but this is a number" },
	{ "not q1", "5: not needs true or false, but this is a number" },
	{ "note + 1", "1: + needs a number, but this is a text" },
	{ "who == they", "8: \"they\" is not one of the options of who (me, "
	    "you, both)" },
	{ "who < you", "1: < needs a number, but this is a choice" },
	{ "q1..q3", "1: a range can stand only inside sum(), mean(), min(), "
	    "max() and count()" },
	{ "sum(q1..q20)", "5: \"q6\" of this range is not known as a number "
	    "here" },
	{ "sum(q3..q1)", "5: a range goes from a lower to a higher number of "
	    "the same name, as in q1..q9" },
	{ "sum(note)", "5: this needs a number, but this is a text" },
	{ "count(rows, q1)", "1: count() takes one list, by itself" },
	{ "rows == 1", "1: a list cannot be compared; use count() or "
	    "days_since()" },
	{ "q5 == missing", "7: a comparison with missing is always missing; "
	    "use answered()" },
	{ "done(q1)", "6: done() takes a chapter or task, which \"q1\" is "
	    "not" },
	{ "done(nope)", "6: \"nope\" is not known here; done() takes a "
	    "chapter or task" },
	{ "ch1", "1: \"ch1\" has no value by itself; use a function such as "
	    "done(), answered() or score()" },
	{ "foo(q1)", "1: there is no function \"foo\"" },
	{ "if(true, 1, \"a\")", "13: if() gives either a number or a text: "
	    "both must be of one kind" },
	{ "if(q1, 1, 2)", "4: if() needs true or false, but this is a "
	    "number" },
	{ "(q1", "4: the expression ends where \")\" should follow" },
	{ "q1 q2", "4: this was not expected here" },
	{ "3x", "2: after a number only d, w or h (days, weeks, hours) can "
	    "follow" },
	{ "q1 in 1", "7: here \"[\" should stand" },
	{ "1 < 2 < 3", "7: this was not expected here" },
	{ "\"abc", "1: this text has no closing quote" },
	{ "q1 == 1 ; q2", "9: this was not expected here" },
	{ "((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))"
	    "))))", "33: the expression is nested deeper than 32" },
};
