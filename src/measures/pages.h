/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn measure_page_get;
page_fn measure_page_post;
page_fn measure_page_keep;
page_fn measure_done_get;
page_fn measure_done_post;
page_fn alert_page_get;
page_fn alert_take_post;
page_fn alert_close_post;
