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

	/* --- more of all --- */
	{ MOOD_START, "I read it with a dictionary and it took me two "
	    "evenings. The second one was pleasant.", "The second one was "
	    "pleasant", "Two evenings is time well spent. If a word stops "
	    "you, write it to me and we will find a shorter one." },
	{ MOOD_START, "In my country you do not write such things to a "
	    "stranger. But you are less of a stranger now.", "less of a "
	    "stranger now", "Thank you for saying both. We go slowly, and "
	    "you decide how much." },
	{ MOOD_START, "My map has only two words in it. They are good words.",
	    "They are good words", "Two good words beat a page. Which of "
	    "them came first?" },
	{ MOOD_START, "Where do these answers go? I have filled in many "
	    "forms that came back at me.", "forms that came back at me",
	    "They stay here: you can see under “More” who has read them and "
	    "when. Nothing goes to your employer or the authorities from me "
	    "without you." },
	{ MOOD_WELL, "My daughter drew me with my mouth open. I asked why. "
	    "“You were singing.”", "“You were singing.”", "She saw it before "
	    "you did. Put the drawing where you can see it in the "
	    "mornings." },
	{ MOOD_WELL, "I took my break in the sun with the others. They moved "
	    "along the bench without asking.", "They moved along the bench",
	    "Somebody made room before you asked. Notice that there was "
	    "room." },
	{ MOOD_WELL, "I corrected my own mistake in front of everyone and "
	    "the meeting went on.", "the meeting went on", "The meeting went "
	    "on. I would like to hear what you had expected instead." },
	{ MOOD_WELL, "I slept with the phone in the kitchen. Nothing "
	    "happened in the night, and I was there for none of it.", "I was "
	    "there for none of it", "What a good night's work. Same again "
	    "tonight?" },
	{ MOOD_WELL, "I went to the language café and stayed till they put "
	    "the chairs up.", "till they put the chairs up", "Till the "
	    "chairs! Who did you sit with?" },
	{ MOOD_WELL, "My foreman said the seam was clean. I said thank you "
	    "and nothing else.", "I said thank you and nothing else",
	    "Nothing else: that is the hard part, and you did it." },
	{ MOOD_STUCK, "Every week I say next week.", "next week", "Then let "
	    "us not say weeks. What could be done on Thursday before ten, in "
	    "five minutes?" },
	{ MOOD_STUCK, "I do the exercise and the exercise does nothing.",
	    "the exercise does nothing", "Then it is not yours yet, or not "
	    "the right one. What were you hoping it would do?" },
	{ MOOD_STUCK, "There is no quiet in this flat. I hear three "
	    "televisions.", "I hear three televisions", "Then we will not "
	    "build on quiet. Is there a bench, a bus, a church that is yours "
	    "for ten minutes?" },
	{ MOOD_STUCK, "My head is full of papers. I read your message and "
	    "could not say what was in it.", "My head is full of papers",
	    "Then a short one: you are doing enough. I will call, and you "
	    "need not read anything first." },
	{ MOOD_HEAVY, "I sat in the car until the shift had begun without "
	    "me.", "the shift had begun without me", "That must have been a "
	    "long hour. You are not in trouble with me. I will call you this "
	    "afternoon." },
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
	{ NOTE_WEEK, "I read your last three reports in a row today. There "
	    "is a thread in them: it goes better when someone is near." },
	{ NOTE_WEEK, "No question from me this week, only a greeting. I read "
	    "on my usual days." },
	{ NOTE_WEEK, "You wrote that mornings are kinder. Let us give them "
	    "the difficult things for a while." },
	{ NOTE_WEEK, "If you get a letter that you don't want to open alone, "
	    "bring it to the call. We have time for that." },
	{ NOTE_WEEK, "It has been dark for weeks here. Ten minutes of "
	    "daylight around noon does more than one thinks." },
	{ NOTE_WEEK, "You are generous to others in what you write. I would "
	    "like to read something like it about you." },
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
	notes, sizeof(notes) / sizeof(notes[0]),
	plans, sizeof(plans) / sizeof(plans[0]),
};
