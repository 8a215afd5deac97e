/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn talks_get;
page_fn talk_unsure_post;
page_fn contact_get_list;
page_fn contact_post_plan;
page_fn contact_rhythm_post;
page_fn contact_one_get;
page_fn contact_one_post;
page_fn contact_one_keep;
page_fn contact_one_work_get;
page_fn minutes_get;
page_fn minutes_post;
page_fn team_minutes_get;
page_fn rhythm_clinic_page_get;
page_fn rhythm_clinic_page_post;
