/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

/* The patient's and the clinic's: the same page, another reader. */
page_fn way_get_page;
page_fn way_week_get;
page_fn way_week_post;
page_fn way_days_get;
page_fn way_days_post;
page_fn way_plan_get;
page_fn way_plan_post;
page_fn way_plan_keep;
page_fn way_back_get;
page_fn way_back_post;
page_fn way_job_get;
page_fn way_job_post;
page_fn way_handed_get;

/* The patient alone. */
page_fn way_ask_get;
page_fn way_ask_post;
page_fn way_hand_get;
page_fn way_hand_post;
page_fn way_talk_get;

/* The clinic alone. */
page_fn way_version_get;
page_fn way_note_post;
