/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn plan_get;
page_fn chapter_get;
page_fn chapter_post;
page_fn exercise_get;
page_fn exercise_post;
page_fn exercise_keep;
