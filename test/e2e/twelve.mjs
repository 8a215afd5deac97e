// SPDX-License-Identifier: Apache-2.0
// Twelve weeks of one patient and therapist, with a clock that the test
// moves: a real clinic from its first account to the last page that can only
// be read.  A second patient goes the same way in English without script.
import { Person, is, ok, test } from './lib.mjs';
import { clinic } from './clinic.mjs';
import * as act from './twelve_acts.mjs';
import { friday, graded, plans } from './twelve_work.mjs';
import { ends } from './twelve_end.mjs';

const people = { solveig: ['Solveig Berg', 'therapist'], per: ['Per Lund', 'therapist'], marit: ['Marit Sandvik', 'supervisor'] };
const ingrid = { width: 360, js: true, lang: 'nb', name: 'Ingrid Moe', mobile: '40000701', matters: 'Å møte teamet mitt uten å grue meg.',
  words: ['Jeg så på vaktlista søndag kveld.', 'Jeg tok en ting om gangen.', 'Det ble roligere etterpå.', 'En tur etter lunsj.'], reply: 'Fint at du fant ut av det.' };
const tom = { width: 1280, js: false, lang: 'en', name: 'Tom Hay', mobile: '40000702', matters: 'To sit with my colleagues at lunch again.',
  words: ['I looked at the rota on Sunday evening.', 'I took one thing at a time.', 'It was calmer afterwards.', 'A walk after lunch.'], reply: 'That is a good thing to have found out.' };

const both = [[ingrid, 'solveig'], [tom, 'per']];
const say = (s, nb, en) => (s.lang === 'nb' ? nb : en);
async function patient(w, s) { const p = await Person.at(w, s); await act.signs(p, s.mobile); return p; }
async function therapist(w, s) { const t = await Person.at(w, { width: 1280, js: s.js, lang: s.lang }); await act.signs(t, s.login); return t; }

async function opens(w) {
  const a = await act.accepts(w, { width: 1280, lang: 'nb' }, w.links.admin);
  is(a.path(), '/admin', 'the administrator is in');
  await a.leave();
  for (const login of Object.keys(people)) {
    const lang = login === 'per' ? 'en' : 'nb', t = await act.accepts(w, { width: 1280, js: login !== 'per', lang }, w.links[login]);
    await t.go('/me/reach');
    await t.page.fill('#f-mobile', { solveig: '40000101', per: '40000102', marit: '40000103' }[login]);
    await t.page.check('[name=by_sms]');
    await t.press('main form .actions button');
    if (login === 'marit') {
      await t.go('/team/duty');
      for (const d of [1, 2, 3, 4, 5]) await t.page.selectOption(`#f-d${d}a`, { label: 'Per Lund' });
      await t.press('main form .actions button');
      await t.look('twelve-duty');
    }
    await t.leave();
  }
}

// Monday: invited, and on the phone before supper.
async function begins(w) {
  const { clock } = w;
  for (const [s, login] of both) {
    const t = await Person.at(w, { width: 1280, js: s.js, lang: s.lang });
    s.login = `${login}@example.org`;
    await act.signs(t, s.login);
    await t.has(/ingen pasienter her ennå|no patients here yet/i);
    await t.look('twelve-list-empty');
    await act.invites(t, s, clock.day());
    await act.plansTalk(t, s, 'start_talk', 'call', clock.day(1), '13:00');
    await t.look('twelve-talk-planned');
    await act.message(t, s, say(s, 'Velkommen. Jeg leser på onsdager.', 'Welcome. I read on Wednesdays.'));
    await act.need(t, s, say(s, /Har ikke vært inne ennå/, /Has not come in yet/));
    await t.leave();
  }
  await clock.to('2026-09-07 17:30');
  for (const [s] of both) {
    const p = await act.accepts(w, s, s.link, s.matters);
    await p.has(s.lang === 'nb' ? 'Uke 1 av 12' : 'Week 1 of 12');
    await p.has(/13[.:]00/);
    await p.has(say(s, 'En melding fra Solveig Berg', 'A message from Per Lund'));
    await p.look('twelve-today-first');
    await p.press('main .next a.ds-button');
    await p.has(say(s, 'Velkommen', 'Welcome'), '.thread');
    await act.answers(p, 0, 1, act.adding(15, 9), 'twelve-w0');
    await p.look('twelve-w0-done');
    await p.press('main a[href="/q/0/2"]');
    await act.answers(p, 0, 2, act.adding(11, 7));
    await p.leave();
  }
}
// Wednesday is the agreed day: the patient early, the therapist after lunch.
async function firstWeek(w) {
  const { clock } = w;
  await clock.to('2026-09-08 13:40');
  for (const [s] of both) {
    const t = await therapist(w, s);
    await act.notesTalk(t, s, say(s, 'Vi prøver i tre uker.', 'We try for three weeks.'), 25, 'twelve-start-talk');
    await t.leave();
  }
  await clock.to('2026-09-09 07:30');
  for (const [s] of both) {
    const p = await patient(w, s);
    await act.reads(p, s, 'ch1', { set: { status: 'sick_full' }, when: clock.day(1) });
    await p.go('/today');
    await p.press('section[aria-labelledby=week] a');
    await p.page.fill('#f-percent', '100');
    await p.page.fill('#f-from', '2026-08-10');
    await p.press('main form .actions button');
    if (p.path() === '/way/ask') await p.press('main a[href="/today"]');
    await p.look('twelve-today-w0');
    await p.leave();
  }
  await clock.to('2026-09-09 13:00');
  for (const [s] of both) {
    const t = await therapist(w, s);
    await t.look('twelve-list-w0');
    await t.go(`/p/${s.id}`);
    await t.has('15');
    await t.look('twelve-patient-w0');
    await act.message(t, s, say(s, 'Så fint at du er i gang.', 'Good that you have begun.'));
    await t.leave();
  }
}
const sums = [15, 14, 14, 12, null, 10, 13, 11, 9, 13, 9, 7, 5];
const wednesdays = ['09-09', '09-16', '09-23', '09-30', '10-07', '10-14', '10-21', '10-28', '11-04', '11-11', '11-18', '11-25', '12-02'];

// A week in which nothing special happens.
async function week(w, s, n, o = {}) {
  const { clock } = w;
  await clock.to(`2026-${wednesdays[n]} 07:30`);
  const p = await patient(w, s);
  await p.has(say(s, `Uke ${n + 1} av 12`, `Week ${n + 1} of 12`));
  await p.look(`twelve-today-w${n}`);
  if (o.hears !== false && n > 1) await act.hears(p, s.reply);
  if (o.measures !== false) await act.answers(p, n, 1, act.adding(sums[n], 9));
  if (o.tells !== false) await act.tells(p, o.amount ?? 2, { noticed: s.words[n % 4], name: n === 1 ? 'twelve-told' : null });
  if (o.chapter) await act.reads(p, s, o.chapter, { when: clock.day(1), set: o.set });
  if (o.percent !== undefined) await act.stillSame(p, o.percent);
  if (o.to) await act.changesTo(p, o.to[0], o.to[1], o.how);
  if (o.message) await act.writes(p, o.message);
  if (o.more) await o.more(p);
  await p.leave();
}
async function reviewed(w, s, n, o = {}) {
  await w.clock.to(`2026-${wednesdays[n]} 13:00`);
  const t = await therapist(w, s);
  if (o.need) await act.need(t, s, o.need);
  await t.look(`twelve-list-w${n}`);
  if (o.before) await o.before(t);
  if (o.write) await act.message(t, s, o.write);
  else await act.reviews(t, s, s.reply, o.counted);
  await act.need(t, s, o.after ?? /^(?!.*(ubesvart|unanswered|se på))/s);
  if (o.more) await o.more(t);
  await t.leave();
}
async function quietWeeks(w) {
  await week(w, ingrid, 1, { chapter: 'ch2', percent: 100 });
  await week(w, tom, 1, { chapter: 'ch2', percent: 100, message: 'Is it normal to be tired after this?' });
  await reviewed(w, ingrid, 1, { need: /øvelse|lekse|se på/i, counted: 'an uneventful week, homework' });
  await reviewed(w, tom, 1, { need: /message/i, counted: 'an uneventful week, homework and a message, without script' });
  await week(w, ingrid, 2, { chapter: 'ch3', percent: 100, message: 'Det går greit, tror jeg.' });
  await reviewed(w, ingrid, 2, { need: /melding/i, counted: 'an uneventful week, homework and a message' });
}

// A week of autumn holiday, agreed beforehand: nothing is asked.
async function pause(w) {
  const { clock } = w, s = ingrid;
  await week(w, s, 3, { chapter: 'ch4', percent: 100 });
  await reviewed(w, s, 3, { need: /øvelse/i, more: async (t) => {
    await t.go(`/p/${s.id}/weeks`);
    for (const [f, v] of [['from', '2026-10-05'], ['until', '2026-10-11'], ['reason', 'Høstferie']]) await t.page.fill(`#f-${f}`, v);
    await t.press('form[action$="/weeks/pause"] .actions button');
    await t.look('twelve-pause-agreed');
  } });
  await clock.minute('2026-10-07 18:00');
  const p = await patient(w, s);
  await p.has(/Du har (en )?pause til/);
  is(await p.count('section[aria-labelledby=week]'), 0, 'nobody is asked in a pause');
  await p.look('twelve-today-pause');
  await p.leave();
  const t = await therapist(w, s);
  await act.need(t, s, /ingenting venter/i);
  await t.look('twelve-list-pause');
  await t.leave();
}
// Per's patient has been silent; the list says so, and a call is made.
async function silent(w) {
  const t = await therapist(w, tom);
  await act.need(t, tom, /quiet|nothing since|silent|weekly reply/i);
  await t.look('twelve-list-silent');
  await t.leave();
}
async function midway(w) {
  const { clock } = w, s = ingrid;
  await week(w, s, 5, { chapter: 'ch5', percent: 100, hears: false });
  await reviewed(w, s, 5, { need: /øvelse/i, more: async (t) => act.plansTalk(t, s, 'midway', 'call', '2026-10-16', '10:00') });
  await clock.to('2026-10-16 10:40');
  const t = await therapist(w, s);
  await act.notesTalk(t, s, 'Neste uke begynner vi på planen.', 15, 'twelve-midway');
  await t.go(`/p/${s.id}/t`);
  await t.look('twelve-rhythm');
  await t.has(/holdt/i);
  await t.leave();
}

export async function twelve(w) {
  // One part builds on the other: all of them, or none.
  if (process.env.ONLY && !'twelve weeks: '.startsWith(process.env.ONLY)) return;
  const c = await clinic('2026-09-07 08:00', people), world = { ...w, ...c, browser: w.browser };
  const o = { ingrid, tom, both, sums, wednesdays, say, patient, therapist, week, reviewed };
  const part = (name, run) => test(`twelve weeks: ${name}`, () => run(world, o));
  try {
    await part('a clinic is opened', opens);
    await part('two patients are invited', begins);
    await part('the first week', firstWeek);
    await part('uneventful weeks', quietWeeks);
    await part('a pause', pause);
    await part('a silent one', silent);
    await part('midway', midway);
    await part('the plan for work', plans);
    await part('a risk answer on Friday evening', friday);
    await part('from 100 % to 20 %, with a step back', graded);
    await part('the end', ends);
  } finally {
    const ended = await c.stop();
    if (ended !== 0) throw new Error(`the server ended with ${ended}`);
  }
}
