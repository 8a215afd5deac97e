/* SPDX-License-Identifier: Apache-2.0 */
/* Who sends what, and what exactly: known to clients and oracle alike. */
#include "ack.h"

#include <string.h>

const char *const kind_words[KIND_N] = { "message", "reply", "report",
	"questions", "exercise", "plan" };

#define KARI "kari", "blyant fjell pannekake regn"
#define DANIEL "daniel", "teapot river orange ladder"
#define SOLVEIG "solveig", "lampe tirsdag kopp granskog"
#define PER "per", "kanel brygge onsdag ull"

/* A place with versions (questions, report, exercise) has one client. */
const struct part parts[CLIENTS] = {
	{ KARI, { KIND_MESSAGE }, 1 },
	{ KARI, { KIND_QUESTIONS }, 1 },
	{ KARI, { KIND_REPORT }, 1 },
	{ KARI, { KIND_EXERCISE }, 1 },
	{ DANIEL, { KIND_MESSAGE, KIND_QUESTIONS }, 2 },
	{ SOLVEIG, { KIND_REPLY }, 1 },
	{ SOLVEIG, { KIND_PLAN }, 1 },
	{ PER, { KIND_REPLY, KIND_PLAN }, 2 },
};

static const char *const words[] = { "i dag", "was", "tungt", "men", "så",
	"gikk", "jeg", "outside", "likevel", "one", "step", "til", "og",
	"ærlig", "talt", "better", "enn", "fryktet", "– kanskje", "“fint”",
	"ååå", "50 %", "a < b & c", "it's", "x=1&y=2", "+47", "naïve", "😀" };

enum kind
kind_of(int client, long number)
{
	return parts[client].kinds[(size_t)number % parts[client].kinds_n];
}

static uint64_t
mixed(uint64_t seed, int client, long number)
{
	return seed * 1000003 + (uint64_t)client * 100000007 +
	    (uint64_t)number * 7919;
}

size_t
text_of(char *out, uint64_t seed, int client, long number)
{
	struct prng p = prng_seed(mixed(seed, client, number));
	size_t want = 60 + prng_below(&p, 840), n, i;

	n = (size_t)snprintf(out, TEXT_MAX, "ack %d %ld", client, number);
	while (n < want) {
		const char *w = words[prng_below(&p,
		    sizeof(words) / sizeof(*words))];

		n += (size_t)snprintf(out + n, TEXT_MAX - n, " %s", w);
	}
	/* Seldom a line break: it must come back as one. */
	for (i = n / 2; i < n; i++)
		if (out[i] == ' ' && number % 5 == 0) {
			out[i] = '\n';
			break;
		}
	n += (size_t)snprintf(out + n, TEXT_MAX - n, " end");
	return n;
}

void
parts_answers(int out[9], int client, long number)
{
	long left = number, turn = number / (long)parts[client].kinds_n;
	size_t i;

	for (i = 0; i < 8; i++) {
		out[i] = (int)(left % 4);
		left /= 4;
	}
	out[8] = 1 + (int)(turn % 3);
}
