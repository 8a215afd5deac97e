/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

static const struct exchange exchanges[] = {
	{ MOOD_START, "Thank you for letting me do this in English. I have "
	    "read the first part twice. The strings make sense to me.",
	    "The strings make sense to me", "I am glad. Reading it twice is "
	    "a good way. When one of the strings moves this week, just "
	    "notice which one it was." },
	{ MOOD_START, "I started the map but stopped at the body part. I "
	    "don't think I notice my body much at all.", "I don't think I "
	    "notice my body much", "That is worth knowing in itself. You can "
	    "leave the field empty for now. Some people find it easier to "
	    "begin with hands or breath." },
	{ MOOD_START, "Is it all right that I do this late at night? It is "
	    "the only quiet hour.", "the only quiet hour", "Of course. Just "
	    "stop while it still feels fine, and leave ten minutes without a "
	    "screen before bed if you can." },
	{ MOOD_START, "I was nervous about writing things down. It was less "
	    "bad than I thought.", "It was less bad than I thought", "That "
	    "sentence may come back to you many times in these weeks. You "
	    "decide how much you write, always." },
	{ MOOD_WELL, "I said no to a late shift. My hands shook, but I said "
	    "it.", "My hands shook, but I said it", "Both of those things "
	    "are true at the same time, and that is what makes it brave. "
	    "What happened afterwards?" },
	{ MOOD_WELL, "I told my manager that I need the agenda a day before. "
	    "She just wrote it in her calendar.", "She just wrote it in her "
	    "calendar", "How often we prepare for a storm and get a calendar "
	    "entry. How strong was the dread before, from 0 to 10?" },
	{ MOOD_WELL, "Slept seven hours three nights in a row. I had "
	    "forgotten what that feels like.", "what that feels like",
	    "I am so pleased for you. Do you have a guess about what made "
	    "the difference? Then we can keep it." },
	{ MOOD_WELL, "I met a friend for coffee on Saturday and did not talk "
	    "about work once. We only noticed when we left.", "We only "
	    "noticed when we left", "What a good sign. Work had shrunk to "
	    "its own size for an afternoon. When are you seeing each other "
	    "again?" },
	{ MOOD_WELL, "Bad day on Tuesday, but I used the map instead of "
	    "going home. It took twenty minutes and then I was back.",
	    "I used the map instead of going home", "Twenty minutes, and you "
	    "found the way yourself. Write down what you did, so it is ready "
	    "for the next Tuesday." },
	{ MOOD_WELL, "The score went down again. I don't feel cured, but I "
	    "feel like me.", "I feel like me", "That may be the better "
	    "measure. Let us look at what you want to keep doing, so that it "
	    "stays." },
	{ MOOD_WELL, "I asked for help with a task before I got stuck. First "
	    "time ever, I think.", "First time ever, I think", "That is a "
	    "big one. Notice that you asked before it was heavy, not after. "
	    "What did it cost, and what did you get?" },
	{ MOOD_WELL, "I am a bit worried about how it will be without these "
	    "messages when the weeks are over.", "without these messages",
	    "It is good that you say so now. Let us use the last weeks to "
	    "make a page of your own: what helps, and how you notice "
	    "early." },
	{ MOOD_STUCK, "The same week again. I do the steps but my heart is "
	    "not in it.", "my heart is not in it", "Thank you for being "
	    "straight with me. Then the steps are probably the wrong ones. "
	    "Can we talk for ten minutes this week?" },
	{ MOOD_STUCK, "There is never a fixed time in my day, so the task "
	    "does not happen.", "the task does not happen", "Then let us tie "
	    "it to something that always happens, like taking your shoes "
	    "off. One word is enough." },
	{ MOOD_HEAVY, "It has been a hard month. I keep thinking I should be "
	    "further along.", "I should be further along", "A hard month is "
	    "not a step back in what you have learnt. Let us make the steps "
	    "smaller for a while. I will call you tomorrow." },
	{ MOOD_HEAVY, "I had to leave in the middle of a shift. I feel "
	    "ashamed.", "I feel ashamed", "I understand. You listened to "
	    "your body at a bad moment, that is all. Could we look at what "
	    "came in the hour before?" },
	{ MOOD_HEAVY, "Sorry for the silence. Home has been a lot.", "Home "
	    "has been a lot", "Nothing to be sorry for. It is good to hear "
	    "from you. We begin with the smallest thing, whenever you are "
	    "ready." },
};

static const struct told told[] = {
	{ 2, 4, "It was always the five minutes before, never the thing "
	    "itself.", "What a useful thing to have seen. Then the five "
	    "minutes are where we try something small." },
	{ 2, 6, "Two of the three moments were about the same person.",
	    "Good eyes. We don't need to do anything about it yet. What "
	    "would you like that person to know?" },
	{ 2, 3, "Doing it after lunch worked. By evening I am too tired.",
	    "Then lunch it is. Keep the fixed time, it carries half of the "
	    "work." },
	{ 2, 5, "The number went down just from writing it. 7 to 5.", "That "
	    "happens more often than one would think. Keep the notes; you "
	    "may like to read them in a month." },
	{ 1, 5, "Managed one. I was surprised that it was not about work at "
	    "all.", "One was plenty, then. I would like to hear more about "
	    "what it was about, if you want to tell." },
	{ 1, 7, "I forgot twice and felt bad about it.", "Forgetting belongs "
	    "to it. Shall we make it smaller: one word, once this week?" },
	{ 0, 8, "I could not face it. I read the page again instead.",
	    "Reading it again was a way of staying near. Leave the task for "
	    "now; we will find one that fits better." },
};

static const struct note notes[] = {
	{ NOTE_WEEK, "I have looked at your answers from this week. They are "
	    "close to the last ones, and that is fine. Write if you wonder "
	    "about anything." },
	{ NOTE_WEEK, "Thank you for answering so early in the week. I read "
	    "all of it, also when I don't write much back." },
	{ NOTE_WEEK, "A small question for the week: at what time of day do "
	    "you have most strength? That may be the place for the hardest "
	    "part." },
	{ NOTE_WEEK, "You can always choose the smaller version when the "
	    "week is full. Partly is a full answer." },
	{ NOTE_WEEK, "I read your map once more. The last line is very "
	    "clear. Hold on to it." },
	{ NOTE_WEEK, "How has the week been so far? One word is enough." },
	{ NOTE_QUIET, "It is a while since I heard from you. A pause is "
	    "quite all right. One word would let me know that you are "
	    "there." },
	{ NOTE_QUIET, "I thought of you today. Is there something we could "
	    "make smaller, so that it is easier to come back?" },
};

static const struct plan_lines plans[] = {
	{ "I stop answering my friends\nAwake after three\nEverything feels "
	    "like my fault", "Going out at once, if only round the block\n"
	    "Sitting in the kitchen with someone\nMusic with words I know",
	    "Someone at home, at any hour\nThe clinic in the daytime\n116 "
	    "117 at night" },
	{ "I skip meals\nI say “fine” before anyone asks\nMy chest will not "
	    "settle", "A shower and proper clothes\nCalling instead of "
	    "writing\nTwo lines here", "A close friend\nMy GP\n116 123 when "
	    "I only need to talk" },
};

const struct pool demo_pool_en = {
	exchanges, sizeof(exchanges) / sizeof(exchanges[0]),
	told, sizeof(told) / sizeof(told[0]),
	notes, sizeof(notes) / sizeof(notes[0]),
	plans, sizeof(plans) / sizeof(plans[0]),
};
