/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

static _Atomic int level_min = LOG_INFO;

void
log_level_set(enum log_level l)
{
	atomic_store(&level_min, (int)l);
}

/* Adds s as the inside of a JSON string; returns the new length. */
static size_t
json_add(char *to, size_t at, size_t max, const char *s)
{
	for (; *s != '\0' && at + 7 < max; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\') {
			to[at++] = '\\';
			to[at++] = (char)c;
		} else if (c < 0x20) {
			at += (size_t)snprintf(to + at, max - at, "\\u%04x", c);
		} else {
			to[at++] = (char)c;
		}
	}
	return at;
}

void
log_event(enum log_level level, const char *fmt, ...)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	char text[1024], line[2400];
	size_t n;
	va_list ap;

	if ((int)level < atomic_load(&level_min))
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	n = (size_t)snprintf(line, sizeof(line),
	    "{\"at\":%lld,\"level\":\"%s\",\"what\":\"",
	    (long long)clock_now(), names[level]);
	n = json_add(line, n, sizeof(line) - 4, text);
	n += (size_t)snprintf(line + n, sizeof(line) - n, "\"}\n");
	if (write(STDERR_FILENO, line, n) < 0)
		return;		/* nowhere left to tell it */
}
