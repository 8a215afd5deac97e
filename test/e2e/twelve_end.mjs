// SPDX-License-Identifier: Apache-2.0
// The end of the twelve weeks: the last talk, the last questions, and then
// everything can be read and nothing written.
import { is, ok } from './lib.mjs';
import * as act from './twelve_acts.mjs';

export async function ends(w, { ingrid: s, tom, sums, say, patient, therapist }) {
  const { clock } = w;
  await clock.to('2026-11-27 09:00');
  for (const x of [s, tom]) {
    const t = await therapist(w, x);
    await act.need(t, x, say(x, /samtale ved slutten/, /weekly reply/));
    await act.plansTalk(t, x, 'end_talk', 'call', '2026-11-27', '10:00');
    await t.leave();
  }
  await clock.to('2026-11-27 10:50');
  for (const x of [s, tom]) {
    const t = await therapist(w, x);
    await act.notesTalk(t, x, say(x, 'Du fortsetter med lunsjturen.', 'You go on with the walk.'), 30, 'twelve-end-talk');
    await t.leave();
  }
  await clock.to('2026-11-30 18:00');
  for (const x of [s, tom]) {
    const p = await patient(w, x);
    await act.answers(p, 12, 1, act.adding(sums[12], 9));
    await p.look('twelve-w12-done');
    await p.go('/q/12/2');
    await act.answers(p, 12, 2, act.adding(4, 7));
    await p.leave();
  }
  await clock.to('2026-12-02 09:00');
  for (const x of [s, tom]) {
    const t = await therapist(w, x);
    await t.go(`/p/${x.id}`);
    for (const v of [say(x, /PHQ-9 har gått fra 15 til 5/, /PHQ-9 has gone from 15 to 5/), say(x, /GAD-7 har gått fra 11 til 4/, /GAD-7 has gone from 11 to 4/)]) await t.has(v);
    await t.look('twelve-patient-end');
    await t.go(`/p/${x.id}/minutes`);
    await t.look('twelve-minutes');
    await t.go(`/p/${x.id}/t`);
    await t.has(say(x, 'oppfølgingssamtale', 'follow-up talk'));
    await t.go(`/p/${x.id}/weeks`);
    await t.page.check('#f-how');
    await t.press('form[action$="/weeks/end"] .actions button');
    await t.look('twelve-ended');
    await t.go('/list');
    await act.need(t, x, /./);
    await t.look('twelve-list-end');
    await t.leave();
  }
  await clock.to('2026-12-02 18:00');
  for (const x of [s, tom]) await reads(w, x, say, patient);
  ok(/whole|verif/i.test(w.verify()), 'the audit is whole');
}
// Every page that is offered, and what could be written before.
async function reads(w, s, say, patient) {
  const p = await patient(w, s);
  is(p.path(), '/today', 'the patient comes in');
  await p.look('twelve-over-today');
  const seen = new Set(), open = ['/today', '/plan', '/m', '/way', '/h/noticed', '/h/so-far', '/talks', '/c/ch1', '/c/ch7', '/q/0/1', '/q/12/1', '/e/ch1/map', '/way/talk'];
  while (open.length > 0 && seen.size < 60) {
    const path = open.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    const r = await p.go(path);
    ok(r.status() === 200, `${path} answers ${r.status()}`);
    await p.check(path);
    const writes = await p.page.locator('main form[method=post]').evaluateAll((l) => l.map((f) => f.getAttribute('action')));
    // Turning a chapter's page and choosing plain words are how one reads.
    is(writes.filter((a) => !/^\/c\/|^\/plan\/words$/.test(a)).join(' '), '', `nothing can be written at ${path}`);
    if (!/^\/(c|q|e)\//.test(path)) for (const href of await p.page.locator('main a[href^="/"]').evaluateAll((l) => l.map((a) => a.getAttribute('href'))))
      if (!/^\/(help|exit|sign|me)/.test(href)) open.push(href.split('#')[0]);
  }
  for (const [path, name] of [['/plan', 'plan'], ['/m', 'messages'], ['/way', 'way'], ['/h/noticed', 'noticed']]) { await p.go(path); await p.look(`twelve-over-${name}`); }
  console.log(`  afterwards ${seen.size} pages are read, none can be written`);
  await p.leave();
}
