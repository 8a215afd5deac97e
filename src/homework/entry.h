/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One time of doing it, written down: the task's worksheet filled in once,
 * kept as an answer of kind "entry" at occasion "ASSIGNMENT.NUMBER".  Partly
 * filled is saved; each field may be "only for me" (answers.h).
 */
#include "answers/answers.h"
#include "homework/homework.h"

struct form;

struct entry {
	int n;				/* 1.. of its assignment */
	struct answer answer;
};

enum { ENTRIES_MAX = ANSWERS_MAX };

/* The worksheet of its task, or the plain one for own words; NULL: none. */
const struct form *entry_form(const struct content *, const struct homework *);
struct answer_place entry_place(struct arena *, const struct homework *,
    const struct form *, int n);
/* Newest first. */
size_t entry_list(struct care *, const struct homework *, struct entry **out);
/* How many the clinic can see of each; counts has room for n. */
void entry_counts(struct care *, const struct homework *, size_t n,
    int *counts);
/* The draft to go on with, else a new number. */
int entry_next(const struct entry *, size_t n);
