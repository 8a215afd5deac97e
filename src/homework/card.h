/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The task a chapter proposes, as a card in the chapter's page. */
#include "html/html.h"

struct chapter;
struct enrolment;
struct page;

struct html homework_card(struct page *, const struct chapter *, struct str task);
/* What is agreed, for "My plan". */
struct html homework_plan(struct page *, const struct enrolment *);
/* 0..10, for the scale in the view. */
extern const int homework_dots[11];
