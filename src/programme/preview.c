/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/preview.h"

#include "programme/views.h"

void
preview_write(struct out *o, const struct content *content)
{
	const struct programme *p, *first = content_programme_at(content, 0);
	size_t i;

	for (i = 0; (p = content_programme_at(content, i)) != NULL; i++)
		view_preview_programme(o, p);
	/* A library is there for every programme of the bundle. */
	for (i = 0; first != NULL && i < first->nlibraries; i++)
		view_preview_library(o, &first->libraries[i]);
}
