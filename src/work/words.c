/* SPDX-License-Identifier: Apache-2.0 */
#include "work/words.h"

#include "base/buf.h"

enum { WORDS_END = 0x1f };

struct str
words_pack(struct arena *a, const struct str *list, size_t n)
{
	size_t i, k, most = n;
	struct buf b;

	for (i = 0; i < n; i++)
		most += list[i].len;
	b = buf_new(a, most);
	for (i = 0; i < n; i++) {
		struct str s = str_trim(list[i]);

		for (k = 0; k < s.len; k++)
			if (s.at[k] != WORDS_END)
				buf_add_c(&b, s.at[k]);
		buf_add_c(&b, WORDS_END);
	}
	return buf_str(&b);
}

void
words_unpack_next(struct str *packed, struct str *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		list[i] = packed->len > 0 ? str_cut(packed, WORDS_END) :
		    STR_NONE;
}

void
words_unpack(struct str packed, struct str *list, size_t n)
{
	words_unpack_next(&packed, list, n);
}
