/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

/* The patient. */
page_fn homework_agree_post;
page_fn homework_page_get;
page_fn homework_page_post;
page_fn homework_yes_post;
page_fn homework_plan_get;
page_fn homework_plan_post;
page_fn homework_asked_post;
page_fn homework_fit_post;
page_fn homework_try_post;
page_fn homework_stop_post;
page_fn homework_new_get;
page_fn homework_new_post;
page_fn homework_pick_post;
page_fn homework_noticed_get;
page_fn homework_so_far_get;
page_fn homework_unsure_post;
page_fn homework_entry_get;
page_fn homework_entry_post;
page_fn homework_entry_keep;

/* The clinic. */
page_fn work_get;
page_fn work_report_get;
page_fn work_one_get;
page_fn work_plan_post;
page_fn work_end_post;
page_fn work_talked_post;
page_fn work_unsure_post;
page_fn work_new_get;
page_fn work_new_post;
page_fn homework_review_post;

/* The supervisor: groups of patients. */
page_fn clinic_report_get;
page_fn clinic_report_csv;
page_fn list_mine_get;

/* The supervisor. */
page_fn look_get;
page_fn look_post;
page_fn look_open_post;
page_fn look_one_get;
page_fn look_one_post;
