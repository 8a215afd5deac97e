/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn plan_get;
page_fn chapter_get;
page_fn chapter_post;
page_fn chapter_read_get;	/* for the clinician */
page_fn guide_get;
page_fn plan_about_get;
page_fn plan_ahead_get;
page_fn exercise_get;
page_fn exercise_post;
page_fn exercise_keep;
page_fn weeks_get;
page_fn weeks_pause_post;
page_fn weeks_back_post;
page_fn weeks_end_post;
page_fn weeks_again_post;
page_fn plan_back_post;
page_fn plan_words_post;
