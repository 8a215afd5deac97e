// SPDX-License-Identifier: Apache-2.0
// The homework cycle in both directions, as the two do it; taps and keys are
// counted and printed, because the goals are told in them.
import { Person, is, ok, test } from './lib.mjs';
import { arrives } from './journey.mjs';

const said = { nb: { matters: 'Å møte venner uten å bli sliten etterpå.', reason: 'Du sa at kveldene er tomme. Dette kan gi dem en liten midte.', noticed: 'Det var lettere enn jeg trodde.',
  fit: 'Jeg vil ikke skrive ned tanker akkurat nå.', own: 'Gå til biblioteket', unsure: 'Jeg vet ikke om dette er noe for meg.', reply: 'Fint at du begynte selv om det var tungt.', open: 'Hva er bra med å fortsette' },
en: { matters: 'To meet friends without being worn out after.', reason: 'You said evenings are empty. This may give them a small middle.', noticed: 'It was easier than I thought.',
  fit: 'I do not want to write down thoughts just now.', own: 'Go to the library', unsure: 'I do not know if this is for me.', reply: 'Good that you began although it was heavy.', open: 'What is good about going on' } };
const report = '#report';

// Keystroke-level model (Card, Moran and Newell 1980): K 0.28 s a key for an
// average typist, P 1.1 s to point, B 0.1 s to press, H 0.4 s between mouse
// and keys, M 1.35 s to decide; the system answers within 0.1 s a page.
const klm = ({ keys = 0, points = 0, hands = 0, minds = 0, pages = 0 }) => keys * 0.28 + points * 1.2 + hands * 0.4 + minds * 1.35 + pages * 0.1;

class Taps {
  constructor(p) { this.p = p; this.n = 0; }
  async go(selector) { this.n++; await this.p.press(selector); }
  async on(selector) { this.n++; await this.p.page.check(selector, { force: true }); }
}
async function therapist(w, s) {
  const t = await Person.at(w, { ...s, width: 1280 });
  await t.signIn('solveig');
  await t.speak(s.lang);
  return t;
}
const day = (n) => new Date(Date.now() + n * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });

// From the library to the patient's page: points, words, and the model's time.
async function proposes(t, s, task, reason) {
  await t.go(`/p/${s.id}/w`);
  await t.look('work');
  await t.press(`main a[href$="/w/new"]`);
  await t.look('library');
  await t.press(`main a[href$="task=${task}"]`);
  ok((await t.page.inputValue('#f-reason')).includes(s.matters), 'the reason begins with their words');
  await t.look('propose');
  await t.page.fill('#f-reason', reason);
  await t.press('main form .actions button');
  await t.has(reason);
  await t.look('proposed-clinic');
  const seconds = klm({ keys: reason.length, points: 5, hands: 2, minds: 6, pages: 4 });
  console.log(`  a new assignment from the library: ${seconds.toFixed(0)} s by the model (5 points, ${reason.length} keys, 6 decisions)`);
  ok(seconds <= 90, 'proposing takes too long');
}
async function saysYes(p, s, reason) {
  const taps = new Taps(p);
  await p.go('/today');
  await p.look('today-suggested');
  await taps.go('main a[href^="/h/"]');
  await p.has(reason);
  await p.look('yes');
  for (const [n, v] of [['helps', 7], ['fits', 8], ['can', 8]]) await taps.on(`[name=${n}][value="${v}"]`);
  await taps.go('#yes .actions button');
  await p.look('agreed-plan');
  console.log(`  yes to a proposed task with its plan: ${taps.n} taps`);
  ok(taps.n <= 6, `yes takes ${taps.n} taps`);
  is(await p.count('#yes'), 0, 'it is in force');
}
// The patient moves it to today; the clinic suggests another time; it stays.
async function changes(p, t, s) {
  await p.press('main a[href$="/plan"]');
  await p.page.selectOption('#f-day', day(0));
  await p.page.fill('#f-place', 'X 1');
  await p.look('plan-change');
  await p.press('main form .actions button');
  await p.has('X 1');
  await t.go(`/p/${s.id}/w`);
  await t.press('main ul.open a');
  await t.page.click('#change summary');
  await t.page.fill('#change #f-place', 'Y 2');
  await t.press('#change .actions button');
  await t.look('change-suggested');
  await p.go('/today');
  await p.press('main a[href^="/h/"]');
  for (const x of ['X 1', 'Y 2']) await p.has(x);
  await p.look('change-asked');
  await p.press('form[action$="/asked"] button[value=no]');
  await p.lacks('Y 2');
  await p.has('X 1');
}
async function does(p, s) {
  await p.press('main a[href*="/e/"]');
  await p.look('entry');
  const first = p.page.locator('main form input[type=text], main form textarea').first();
  await first.fill('Abc');
  await p.press('main button[value=later]');
  await p.press('main a[href*="/e/"]');
  is(await p.page.locator('main form input[type=text], main form textarea').first().inputValue(), 'Abc', 'partly filled is saved');
  await p.press('main button[value=done]');
  await p.look('entry-done');
}
async function tells(p, s) {
  const taps = new Taps(p);
  await p.go('/today');
  await taps.go('main a[href^="/h/"]');
  await taps.on(`${report} [name=amount][value="2"]`);
  await p.look('report');
  await taps.on(`${report} [name=hard][value="7"]`);
  await taps.go(`${report} .actions button`);
  console.log(`  a report of a done task: ${taps.n} taps, nothing typed`);
  ok(taps.n <= 4, `a report takes ${taps.n} taps`);
  await p.look('told-done');
  // More is told later: a new version, both are kept.
  await p.press('main a[href$="change=1"]');
  await p.page.fill('#f-noticed', said[s.lang].noticed);
  await p.press(`${report} .actions button`);
  await p.has(said[s.lang].noticed);
}
async function reviews(t, s) {
  await t.go(`/p/${s.id}`);
  await t.look('review');
  await t.has(said[s.lang].noticed);
  ok(await t.count('[name=amount][value="2"]:checked') === 1, 'the amount is prefilled');
  let keys = 0;
  if (s.js) {
    await t.page.keyboard.press('r'); keys++;
    await t.page.keyboard.press('Control+End');
    await t.type(said[s.lang].reply);
    await Promise.all([t.page.waitForNavigation(), t.page.keyboard.press('Control+Enter')]); keys++;
    console.log(`  a review: ${keys} keys and the reply's own text`);
    ok(keys <= 3, `a review takes ${keys} keys`);
  } else {
    await t.press('#templates button >> nth=1').catch(async () => { await t.page.click('#templates summary'); await t.press('#templates button >> nth=1'); });
    ok((await t.page.inputValue('#f-reply')).includes(said[s.lang].noticed), 'a template with its slots filled');
    await t.page.fill('#f-reply', said[s.lang].reply);
    await t.page.check('[name=quality][value="3"]', { force: true });
    await t.press('form[action*="/h/"] .actions button');
  }
  is(await t.count('#f-reply'), 0, 'it is answered');
}
async function hears(p, s) {
  await p.go('/today');
  await p.press('main a[href^="/h/"]');
  await p.has(said[s.lang].reply);
  await p.look('answered');
  await p.go('/h/noticed');
  await p.has(said[s.lang].noticed);
  await p.look('noticed');
}
// "This does not fit me", then a talk, then smaller because of "I can do it".
async function doubts(p, t, s) {
  await proposes(t, s, 'thought_catch', said[s.lang].reason);
  await p.go('/today');
  await p.press('main a[href^="/h/"]');
  await p.page.click('#fit summary');
  await p.page.fill('#f-reason', said[s.lang].fit);
  await p.press('form[action$="/fit"] button');
  await p.look('talk-first');
  await t.go(`/p/${s.id}/w`);
  await t.press('main ul.open a');
  await t.has(said[s.lang].fit);
  await t.look('talk-clinic');
  await t.press('form[action$="/talked"] button');
  await p.page.reload();
  await p.look('after-talk');
  await p.page.check('[name=can][value="4"]', { force: true });
  await p.press('#yes .actions button');
  await p.look('offer');
  await p.press('button[name=size][value=tiny]');
  is(await p.count('#yes'), 0, 'the small version is in force');
  await p.look('agreed-small');
  await p.press('#tell summary').catch(() => {});
  await p.page.check(`${report} [name=amount][value="0"]`, { force: true });
  await p.page.check(`${report} [name=obstacles] >> nth=2`, { force: true });
  await p.press(`${report} .actions button`);
  await p.look('told-not');
}
// Low belief: talk first, in the therapist's list.
async function disbelieves(p, t, s) {
  await proposes(t, s, 'breathe', said[s.lang].reason);
  await p.go('/today');
  await p.press('main a[href^="/h/"]');
  await p.page.check('[name=helps][value="2"]', { force: true });
  await p.press('#yes .actions button');
  is(await p.count('form[action$="/try"]'), 1, 'we talk about it first');
  await p.look('talk-low');
  await t.go('/list');
  ok(await t.count('[data-row] .need') > 0, 'the list has needs');
  await p.press('form[action$="/try"] button');
  await p.press('#yes .actions button');
  is(await p.count('#yes'), 0, 'tried anyway');
  await p.page.click('#fit summary');
  await p.press('form[action$="/stop"] button');
  await p.look('stopped');
}
async function owns(p, t, s) {
  await p.go('/h/new');
  await p.press('main form[action="/h/new"] .actions button');
  is(await p.count('.ds-error-summary'), 1, 'what it is, is asked');
  await p.look('own-error');
  await p.page.fill('#f-title', said[s.lang].own);
  await p.look('own');
  await p.press('main form[action="/h/new"] .actions button');
  await p.has(said[s.lang].own, 'h1');
  await p.look('own-begun');
  await t.go(`/p/${s.id}/w`);
  await t.has(said[s.lang].own);
  await t.look('work-full');
}
// Partly is a full report, and is answered like any other.
async function partly(p, t, s) {
  await p.go('/plan');
  await p.press('main ul.open a[href^="/h/"] >> nth=0');
  await p.page.click('#tell summary').catch(() => {});
  await p.page.check(`${report} [name=amount][value="1"]`, { force: true });
  await p.press(`${report} .actions button`);
  await p.look('told-partly');
  await t.go(`/p/${s.id}`);
  await t.has(/Partly|Delvis/, '#reply');
}
// Agreed, its day is over and nothing was told: somebody of the
// demonstration.  Asked about with a smaller step, never with a longer time.
async function notTold(t, s) {
  await t.go('/list');
  const path = await t.page.evaluate((name) => [...document.querySelectorAll('a')].find((a) => a.textContent.includes(name)).getAttribute('href'), 'Håvard Lien');
  const id = path.match(/[0-9a-f]{32}/)[0];
  await t.go(`/p/${id}/w`);
  await t.press('main ul.open a:has(.need)');
  await t.look('not-told');
  await t.press('main a[href$="size=tiny"] >> nth=0');
  ok(await t.count('[name=size][value=tiny]:checked') === 1, 'the small version is chosen');
  ok((await t.page.inputValue('#f-first_step')).length > 0, 'with its own first step');
  await t.press('main form .actions button');
  await t.look('adjusted');
  await t.go(`/p/${id}/w`);
  is(await t.count('main ul.open .need'), 0, 'what it took the place of is over');
}
async function wavers(p, t, s) {
  await p.go('/m');
  await p.page.click('#unsure summary');
  await p.page.fill('#f-words', said[s.lang].unsure);
  await p.press('#unsure form button');
  await p.look('unsure');
  await t.go(`/p/${s.id}/m`);
  await t.has(said[s.lang].unsure);
  await t.look('unsure-clinic');
  await t.press('main .note.warn a');
  ok((await t.page.inputValue('#f-body')).includes(said[s.lang].open), 'open questions are ready');
  await t.press('main form .actions button:not([name])');
  await t.go(`/p/${s.id}/w`);
  await t.press('form[action$="/unsure"] button');
  is(await t.count('form[action$="/unsure"]'), 0, 'it has been talked about');
}
// Not told about, and both at once.
async function both(p, t, s) {
  await p.go('/plan');
  const path = await p.page.locator('main ul.open a[href^="/h/"]').first().getAttribute('href');
  const other = await p.tab();
  await other.goto(path + '/plan');
  await p.go(path + '/plan');
  await other.fill('#f-place', 'First');
  await other.click('main form .actions button');
  await other.waitForLoadState();
  await p.page.fill('#f-place', 'Second');
  await p.press('main form .actions button');
  for (const x of ['First']) await p.has(x);
  is(await p.page.inputValue('#f-place'), 'Second', 'nothing that was typed is lost');
  await p.look('plan-both');
  await p.press('main form .actions button');
  await p.has('Second');
}

async function cycle(w, s) {
  const p = await arrives(w, s), t = await therapist(w, s);
  await proposes(t, s, 'one_thing', said[s.lang].reason);
  await saysYes(p, s, said[s.lang].reason);
  await changes(p, t, s);
  await does(p, s);
  await tells(p, s);
  await reviews(t, s);
  await hears(p, s);
  await doubts(p, t, s);
  if (!s.short) { await disbelieves(p, t, s); await wavers(p, t, s); }
  await owns(p, t, s);
  await both(p, t, s);
  await partly(p, t, s);
  if (s.adjust) await notTold(t, s);
}

export async function homework(w) {
  let n = 0;
  for (const [width, js, lang] of [[360, false, 'nb'], [360, true, 'en'], [1280, false, 'en'], [1280, true, 'nb']]) {
    const s = { width, js, lang, short: n > 1, adjust: n === 1, matters: said[lang].matters, mobile: `400007${String(++n).padStart(2, '0')}`, name: `Cycle Person ${'ABCD'[n - 1]}` };
    await test(`the homework cycle, ${width} px, ${js ? 'with' : 'without'} script, ${lang}`, () => cycle(w, s));
  }
}
