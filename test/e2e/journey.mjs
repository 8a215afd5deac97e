// SPDX-License-Identifier: Apache-2.0
// One patient's first week, from the invitation to the closed risk answer, as
// the people of it do it: therapist, patient, supervisor, administrator.
import { Person, is, ok, test, words } from './lib.mjs';

const password = 'green kettle winter staircase';
const secret = 'This stays with me alone.';
const said = { nb: { about: 'Søndag kveld, jeg så på vaktlista.', noticed: 'Det hjalp å skrive det ned med en gang.',
  message: 'Er det vanlig å bli sliten av dette?', matters: 'Å møte teamet mitt uten å grue meg.', reply: 'Fint at du fant ut av det.',
  saved: 'Lagret' }, en: { about: 'Sunday evening, I looked at the rota.', noticed: 'It helped to write it down at once.',
  message: 'Is it normal to be tired after this?', matters: 'To meet my team without dread.', reply: 'That is a good thing to have found out.',
  saved: 'Saved' } };
const day = (n) => new Date(Date.now() + n * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' }).split('-').map(Number);

// --- therapist: invites ---------------------------------------------------
async function invites(w, s) {
  const t = await Person.at(w, s);
  await t.signIn('solveig');
  await t.speak(s.lang);
  await t.go('/list');
  await t.look('list');
  await t.press('.nav a[href="/list/new"]');
  await t.look('invite');
  await t.page.fill('#f-name', s.name);
  await t.press('main form .actions button');
  ok(await t.count('.ds-error-summary li') >= 5, 'what is missing is told on top');
  is(await t.page.inputValue('#f-name'), s.name, 'what was written is kept');
  await t.look('invite-error');
  const [y, m, d] = day(0);
  for (const [f, v] of Object.entries({ born_d: '27', born_m: '3', born_y: '1987', mobile: s.mobile, place: 'Bergen', person: 'Ola, 400 00 900',
    gp: 'Dr. Lie', start_d: String(d), start_m: String(m), start_y: String(y), suitability: 'Fits well.', suicidality: 'Asked; none.',
    other_treatment: 'None.', physical: 'Nothing known.' })) await t.page.fill(`[name=${f}]`, v);
  await t.page.selectOption('[name=lang]', s.lang);
  await t.page.check('#f-level');
  await t.page.check('#f-information');
  await t.press('main form .actions button');
  if (await t.count('main code') === 0) { await t.look('link-before'); await t.press('main form button'); }
  await t.look('link');
  s.link = new URL(await t.text('main code')).pathname;
  s.id = t.path().split('/')[2];
  return t;
}

// Holds the first chapter, with a reason, and opens it again.
async function switches(t, s) {
  await t.go(`/p/${s.id}`);
  await t.look('patient-new');
  ok(await t.count(`form[action="/p/${s.id}/c/ch2"]`) > 0, 'a chapter that has not begun can be opened, held or skipped');
  const form = `form[action="/p/${s.id}/c/ch1"]`;
  const choose = async (go, reason) => {
    if (!s.keys) {
      await t.page.click(`details:has(${form}) summary`);
      if (reason) await t.page.fill(`${form} [name=reason]`, reason);
      return t.press(`${form} button[value=${go}]`);
    }
    await t.tabTo(`details:has(${form}) summary`);
    await t.page.keyboard.press('Enter');
    if (reason) { await t.tabTo(`${form} [name=reason]`); await t.type(reason); }
    return t.enter(`${form} button[value=${go}]`);
  };
  await choose('hold');
  ok(await t.count('.ds-error-summary') === 1, 'holding needs a reason');
  await t.look('hold-reason');
  await t.page.fill('#f-reason', 'We begin after the holiday.');
  await t.press('button[value=hold]');
  await t.has('We begin after the holiday.');
  await t.look('held');
  await choose('skip');
  await choose('open');
  await t.lacks('We begin after the holiday.');
}
async function safety(t, s) {
  await t.go(`/p/${s.id}/plan`);
  await t.page.fill('#f-signs', 'I stop answering the phone.');
  await t.page.fill('#f-helps', 'A walk by the sea.\nRadio on.');
  await t.page.fill('#f-people', 'Ola, 400 00 900');
  await t.press('main form .actions button');
  await t.look('safety-plan');
  await t.go(`/p/${s.id}/contact`);
  await t.look('contact');
}

// --- patient: comes in ----------------------------------------------------
async function comesIn(w, s) {
  const p = await Person.at(w, s);
  await p.go(s.link);
  await p.go(s.link);   // opening it never uses it up
  await p.look('invitation');
  await p.page.check(`[name=lang][value=${s.lang}]`);
  await p.page.fill('#f-password', 'too short');
  await p.page.fill('#f-password_again', 'too short');
  await p.press('main form .actions button');
  is(await p.count('.ds-error-summary'), 1, 'a short password is told');
  await p.look('invitation-error');
  await p.page.fill('#f-password', password);
  await p.page.fill('#f-password_again', password);
  await p.press('main form .actions button');
  is(p.path(), '/start', 'after the password');
  is(await p.page.getAttribute('html', 'lang'), s.lang, 'the chosen language');
  await p.has('Solveig');
  await p.look('start');
  await p.page.fill('#f-matters', said[s.lang].matters);
  await p.press('main form .actions button');
  is(p.path(), '/today', 'after the start');
  is(await p.count('.next'), 1, 'one next thing');
  is(await p.count('.ds-button:not([data-variant])'), 1, 'one button on Today');
  await p.look('today');
  await p.press('header a.help');
  for (const n of ['113', '116 117', '116 123', 'A walk by the sea.']) await p.has(n);
  await p.look('help');
  const again = await Person.at(w, s);
  await again.go(s.link);   // the password used it up
  is(await again.count('#f-password'), 0, 'the link works once');
  await again.look('link-over');
  await again.leave();
  return p;
}

// --- patient: reads and writes ---------------------------------------------
async function reads(p) {
  await p.go('/c/ch1');
  for (const n of [1, 2]) {
    await p.look(`chapter-${n}`);
    await p.press('main [name=go][value=next]');
    is(p.path(), `/c/ch1/${n + 1}`, 'the next page');
  }
}
async function savedAtOnce(p, s) {
  await p.page.waitForFunction((w) => new RegExp(`^${w} .*\\d\\d[.:]\\d\\d`).test(document.querySelector('[data-saved]').textContent), said[s.lang].saved);
}
async function exercise(w, p, s) {
  await p.look('chapter-3');
  await p.press('main a[href="/e/ch1/map"]');
  ok(await p.count('details.example') > 0, 'an example stands before the form');
  await p.look('exercise-empty');
  if (s.js) { await p.page.click('details.example summary'); await p.shot(`exercise-example-${s.width}-${s.lang}`); }
  await p.page.check('[name="f.status"][value=sick_full]');
  await p.page.fill('[name="f.situation"]', said[s.lang].about);
  await p.page.check('[name="f.strong"][value="7"]', { force: true });
  await p.page.fill('[name="f.doing.1.act"]', 'Swapped away the early shift');
  const later = p.page.locator('.field[data-field="later"]');
  ok(await later.isHidden(), 'a field waits for its condition');
  if (s.js) { await savedAtOnce(p, s); await later.waitFor({ state: 'visible' }); }
  else { await p.press('main [name=go][value=row]'); ok(await later.isVisible(), 'the field shows'); }
  await p.page.fill('[name="f.later"]', 'Sunday was calmer.');
  await p.page.fill('[name="f.own"]', secret);
  await p.page.check('[name="only.own"]');
  // Interrupted: the phone is put away, and another device taken.
  if (s.js) { await p.page.waitForTimeout(100); await savedAtOnce(p, s); await p.page.waitForResponse((r) => r.url().endsWith('/keep')); await savedAtOnce(p, s); await p.look('exercise-saved'); }
  else { await p.press('main [name=go][value=later]'); await p.look('exercise-later'); }
  await p.leave();
  const q = await Person.at(w, s);
  await q.signIn(s.mobile, password);
  await q.go('/c/ch1/3');
  await q.look('chapter-3-begun');
  await q.press('main a[href="/e/ch1/map"]');
  is(await q.page.inputValue('[name="f.situation"]'), said[s.lang].about, 'on another device');
  is(await q.page.inputValue('[name="f.own"]'), secret, 'only for me, on another device');
  ok(await q.page.isChecked('[name="only.own"]') && await q.page.isChecked('[name="f.strong"][value="7"]'), 'ticks and scale');
  await q.look('exercise-again');
  await q.press('main [name=go][value=done]');
  await q.look('exercise-done');
  return q;
}
async function finishes(p) {
  await p.go('/c/ch1/4');
  await p.look('chapter-4');
  await p.press('main [name=go][value=next]');
  await p.look('chapter-5');
  ok(await p.count('main .prose') > 2 || /sykmeldt|sick leave/.test(await p.text()), 'a passage for this answer');
  await p.press('main [name=go][value=next]');
  await p.look('chapter-6');
  await p.press('main form[action="/h/agree"] button');
  await p.look('proposed');
  await p.press('#yes .actions button');
  await p.look('agreed');
  await p.go('/c/ch1/6');
  await p.press('main [name=go][value=done]');
  await p.look('plan');
}

// --- patient: questions ----------------------------------------------------
async function questions(p, s) {
  await p.go('/q/0/1');
  await p.look('questions');
  is(await p.count('fieldset.likert'), 9, 'nine questions');
  for (const i of [1, 2, 3, 4, 5, 6, 7]) await p.page.check(`[name="q${i}"][value="1"]`);
  await p.page.check('[name="q9"][value="0"]');
  await p.press('main [name=go][value=send]');
  const link = p.page.locator('.ds-error-summary a');
  is(await link.count(), 1, 'the open question is told');
  await p.look('questions-error');
  await link.click();
  if (s.js) is(await p.page.evaluate(() => document.activeElement.name), 'q8', 'the link leads to the question');
  await p.page.check('[name=q8][value=skip]');
  await p.page.check('[name=q9][value="2"]');
  if (s.js) {
    await p.page.locator('[data-help]').waitFor({ state: 'visible' });
    await p.has('116 123', '[data-help]');
    await p.look('questions-help');
  } else {
    await p.press('main [name=go][value=later]');
    for (const n of ['113', '116 123']) await p.has(n);
    await p.look('help-not-sent');
    await p.press('main a[href="/q/0/1"]');
  }
  await p.press('main [name=go][value=send]');
  is(p.path(), '/q/0/1/done', 'after sending');
  for (const n of ['113', '116 117', '116 123', 'Solveig']) await p.has(n);
  await p.look('help-at-once');
  await p.page.check('main form [type=radio] >> nth=0');
  await p.press('main form .actions button');
  await p.look('after-follow-up');
  await p.go('/q/0/2');
  await p.look('questions-2');
  for (let i = 1; i <= 7; i++) await p.page.check(`[name="q${i}"][value="${i === 7 ? 'skip' : 2}"]`);
  await p.press('main [name=go][value=send]');
  await p.look('thank-you');
  await p.go('/q/0/1');
  await p.look('questions-sent');
}
async function tells(p, s) {
  await p.go('/today');
  await p.look('today-later');
  await p.go('/plan');
  await p.press('main a[href^="/h/"]');
  await p.page.click('#tell summary');
  await p.press('#report .actions button');
  is(await p.count('.ds-error-summary'), 1, 'how it went is asked');
  await p.look('report-error');
  await p.page.check('#f-amount-2');
  await p.page.check('#f-hard-4', { force: true });
  await p.page.fill('#f-noticed', said[s.lang].noticed);
  await p.press('#report .actions button');
  await p.look('told');
  await p.press('.nav a[href="/m"]');
  await p.look('messages-empty');
  await p.page.fill('#f-body', said[s.lang].message);
  if (s.js) await savedAtOnce(p, s);
  else { await p.press('main [name=go][value=later]'); await p.look('message-later'); await p.go('/m'); is(await p.page.inputValue('#f-body'), said[s.lang].message, 'the draft'); }
  await p.look('message-draft');
  await p.press('main form .actions button:not([name])');
  await p.has(said[s.lang].message, '.thread');
  await p.look('messages-sent');
}

// --- therapist: looks, answers, calls --------------------------------------
async function rowOf(t, s, first = false) {
  const rows = await t.page.locator('[data-row]').evaluateAll((l) => l.map((r) => ({ text: r.innerText, now: !!r.querySelector('.need.now'),
    soon: !!r.querySelector('.need.soon'), quiet: !!r.querySelector('.need') })));
  const rank = rows.map((r) => (r.now ? 0 : r.soon ? 1 : r.quiet ? 2 : 3));
  ok(rank.every((v, i) => i === 0 || rank[i - 1] <= v), `the list stands in order of need: ${rank}`);
  const at = rows.findIndex((r) => r.text.includes(s.name));
  ok(at >= 0 && (!first || rank[at] === rank[0]), `the patient stands on top, at ${at} of ${rank}`);
  return at;
}
async function opens(t, s) {
  await t.go('/list');
  const at = await rowOf(t, s, true);
  await t.look('list-need');
  if (!s.keys) return t.press(`[data-row] >> nth=${at} >> a.go`);
  await t.page.keyboard.press('k');
  for (let i = 0; i < 40; i++) await t.page.keyboard.press('k');
  for (let i = 0; i < at; i++) await t.page.keyboard.press('j');
  ok((await t.page.evaluate(() => document.activeElement.innerText)).includes(s.name), 'j and k move');
  return Promise.all([t.page.waitForNavigation(), t.page.keyboard.press('Enter')]);
}
async function closes(t, s) {
  await opens(t, s);
  ok(t.path().startsWith(`/p/${s.id}/n/`), 'the risk answer opens first');
  for (const n of [s.mobile.slice(-3), 'Ola, 400 00 900', 'Dr. Lie', 'Bergen']) await t.has(n);
  await t.look('risk-answer');
  const take = 'form[action$="/take"] button', close = 'form[action$="/close"] .actions button';
  await (s.keys ? t.enter(take) : t.press(take));
  await t.look('risk-taken');
  await (s.keys ? t.enter(close) : t.press(close));
  ok(await t.count('.ds-error-summary li') >= 3, 'having seen it closes nothing');
  await t.look('risk-error');
  const [y, m, d] = day(7);
  if (s.keys) {
    await t.tabTo('[name=contact]'); await t.page.keyboard.press('Space');
    await t.tabTo('[name=level]'); await t.page.keyboard.press('Space'); await t.page.keyboard.press('ArrowDown');
    for (const [f, v] of [['#f-plan', 'Talked for twenty minutes; new call on the day.'], ['#f-next', String(d)], ['#f-next-2', String(m)], ['#f-next-3', String(y)]]) { await t.tabTo(f); await t.type(v); }
    is(await t.page.inputValue('#f-next-2'), String(m), 'the date by keyboard');
    await t.enter(close);
  } else {
    await t.page.check('#f-contact');
    await t.page.check('#f-level-2');
    await t.page.fill('#f-plan', 'Talked for twenty minutes; new call on the day.');
    for (const [f, v] of [['d', d], ['m', m], ['y', y]]) await t.page.fill(`[name=next_${f}]`, String(v));
    await t.press(close);
  }
  await t.has('Talked for twenty minutes');
  is(await t.count('form[action$="/close"]'), 0, 'it is closed');
  await t.look('risk-closed');
}
async function reviews(t, s) {
  if (s.keys) { await t.enter('a.back'); is(t.path(), `/p/${s.id}`, 'back to the overview'); } else await t.go(`/p/${s.id}`);
  for (const x of [said[s.lang].noticed, said[s.lang].matters, said[s.lang].message]) await t.has(x);
  await t.lacks(secret, 'body');
  await t.look('patient');
  await t.page.uncheck('#f-messages');   // the message gets an answer of its own
  await t.page.evaluate(() => document.activeElement.blur()).catch(() => {});
  const quoted = `> ${said[s.lang].noticed}`;
  if (s.keys) {
    await t.page.keyboard.press('r');
    is(await t.page.evaluate(() => document.activeElement.id), 'f-reply', 'r goes to the answer');
    ok((await t.page.inputValue('#f-reply')).startsWith(quoted), 'the words are quoted');
    await t.page.keyboard.press('Control+a');
    await t.page.keyboard.press('Delete');
    await t.page.keyboard.press('Escape');
    await t.page.keyboard.press('q');
    ok((await t.page.inputValue('#f-reply')).startsWith(quoted), 'q quotes');
    await t.type(said[s.lang].reply);
    await Promise.all([t.page.waitForNavigation(), t.page.keyboard.press('Control+Enter')]);
  } else {
    ok((await t.page.inputValue('#f-reply')).startsWith(quoted), 'the words are quoted');
    await t.page.fill('#f-reply', `${quoted}\n\n${said[s.lang].reply}`);
    await t.press('form[action*="/h/"] .actions button');
  }
  is(await t.count('#f-reply'), 0, 'the report is answered');
  await t.look('patient-answered');
  // The exercise, without what is only for the patient.
  await t.press(`main a[href^="/p/${s.id}/a/"] >> nth=0`);
  await t.look('answer');
  for (const href of await t.page.goBack().then(() => t.page.locator(`main a[href^="/p/${s.id}/a/"]`).evaluateAll((l) => [...new Set(l.map((a) => a.getAttribute('href')))]))) {
    await t.go(href);
    await t.lacks(secret, 'body');
    if ((await t.text()).includes(said[s.lang].about)) await t.look('answer-exercise');
  }
  // The message.
  await t.go('/list');
  const at = await rowOf(t, s);
  if (s.keys) {
    for (let i = 0; i <= at; i++) await t.page.keyboard.press('j');
    await Promise.all([t.page.waitForNavigation(), t.page.keyboard.press('r')]);
    is(t.path(), `/p/${s.id}/m`, 'r on the list');
    if (await t.page.evaluate(() => document.activeElement.id) !== 'f-body') await t.page.keyboard.press('r');
    await t.type('Yes, it often is. It passes.');
    await t.look('patient-messages');
    await t.page.keyboard.press('Tab');
    await Promise.all([t.page.waitForNavigation(), t.page.keyboard.press('Enter')]);
  } else {
    await t.press(`[data-row] >> nth=${at} >> a.reply`);
    await t.page.fill('#f-body', 'Yes, it often is. It passes.');
    await t.look('patient-messages');
    await t.press('main form .actions button:not([name])');
  }
  await t.has('Yes, it often is.', '.thread');
  await t.go('/list');
  ok(await rowOf(t, s) > 2, 'who has been answered leaves the top');
}

// --- supervisor, patient again, administrator --------------------------------
async function supervises(w, s) {
  const m = await Person.at(w, s);
  await m.signIn('marit');
  await m.speak(s.lang);
  await m.go('/team');
  for (const x of [s.name, said[s.lang].message, 'Silje', 'Kari']) await m.lacks(x, 'body');
  await m.look('team');
  is((await m.go(`/p/${s.id}`)).status(), 404, 'no record without a reason');
  await m.look('not-found');
  await m.go(`/team/${s.id}/open`);
  await m.look('glass-reason');
  await m.page.fill('#f-reason', 'short');
  await m.press('main form .actions button');
  is(await m.count('.ds-error-summary'), 1, 'a real reason is asked for');
  await m.look('glass-error');
  await m.page.fill('#f-reason', 'Covering for Solveig this week.');
  await m.press('main form .actions button');
  is(await m.count('.glass'), 1, 'the page says that it is open');
  is(await m.count('main form[method=post]'), 0, 'and only to be read');
  await m.lacks(secret, 'body');
  await m.look('glass');
  await m.go('/team');
  await m.leave();
}
async function seesAll(w, s) {
  const p = await Person.at(w, s);
  await p.signIn(s.mobile, password);
  await p.look('today-answered');
  await p.go('/who');
  for (const n of ['Solveig Berg', 'Marit Sandvik']) await p.has(n);
  await p.look('who');
  await p.go('/m');
  await p.has('Yes, it often is.');
  await p.look('messages-answered');
  await p.go('/h/noticed');
  await p.press('main a[href^="/h/"]');
  await p.has(said[s.lang].reply);
  await p.look('told-answered');
  await p.go('/me');
  await p.look('more');
  await p.press('form[action="/sign-out"] button');
  await p.look('signed-out');
  await p.page.goBack();
  await p.page.waitForLoadState();
  ok(await p.count('form[action="/sign-out"]') === 0, 'the page is not shown again after signing out');
  await p.go('/today');
  is(p.path(), '/sign-in', 'signed out');
}
async function administers(w, s) {
  const a = await Person.at(w, s);
  await a.signIn('admin');
  await a.speak(s.lang);
  await a.go('/admin');
  await a.look('accounts');
  await a.press('main form .actions button');
  ok(await a.count('.ds-error-summary') === 1, 'an empty account is not made');
  await a.look('accounts-error');
  await a.page.fill('#f-name', `Nora ${s.lang}`);
  await a.page.fill('#f-login', `nora.${s.lang}@example.org`);
  await a.page.check('#f-roles');
  await a.press('main form .actions button');
  ok(/\/i\/[0-9a-f]{64}/.test(await a.text('main code')), 'the link of the new account');
  await a.look('account-made');
  await a.press(`main table a:has-text("Nora ${s.lang}")`);
  await a.look('account');
  await a.page.uncheck('#f-roles');
  await a.press('main form button[value=save]');
  is(await a.count('.ds-error-summary'), 1, 'an account has a role');
  await a.look('account-error');
  await a.press('.nav a[href="/admin/clinic"]');
  await a.look('clinic');
  const names = ['review_d', 'review_m', 'review_y'], before = [];
  for (const n of names) before.push(await a.page.inputValue(`[name=${n}]`));
  const set = async (v) => { for (const [i, n] of names.entries()) await a.page.fill(`[name=${n}]`, String(v[i])); await a.press('main form .actions button'); };
  await set([1, 2, 3]);
  is(await a.count('.ds-error-summary'), 1, 'a date that cannot be');
  await a.look('clinic-error');
  await set(day(-1).reverse());
  ok(await a.count('.note.warn') > 0, 'old numbers warn');
  await a.look('clinic-old');
  const t = await Person.at(w, s);
  await t.go('/help');
  await t.has('116 123');   // shown all the same
  await t.look('help-out');
  await t.leave();
  await set(before);
  is(await a.count('.note.warn'), 0, 'the numbers have been looked at');
  await a.press('.nav a[href="/admin/safe"]');
  ok(await a.count('.checks li') > 3, 'the list of checks');
  await a.look('safe');
}

// --- the passes ---------------------------------------------------------------
async function whole(w, s) {
  const t = await invites(w, s);
  await switches(t, s);
  await safety(t, s);
  let p = await comesIn(w, s);
  await reads(p);
  p = await exercise(w, p, s);
  await finishes(p);
  await questions(p, s);
  await tells(p, s);
  await closes(t, s);
  await reviews(t, s);
  await supervises(w, s);
  await seesAll(w, s);
  await administers(w, s);
}
// A new patient, invited and signed in; s.id and s.link are set.
export async function arrives(w, s) {
  const t = await Person.at(w, { ...s, js: false });
  await t.signIn('solveig');
  await t.go('/list/new');
  for (const [f, v] of Object.entries({ name: s.name, born_d: '1', born_m: '2', born_y: '1990', mobile: s.mobile, place: 'Voss', person: 'Siv', gp: 'Dr. Moe',
    suitability: 'Yes.', suicidality: 'None.', other_treatment: 'None.', physical: 'Fine.' })) await t.page.fill(`[name=${f}]`, v);
  if (s.start) for (const [i, f] of ['start_y', 'start_m', 'start_d'].entries()) await t.page.fill(`[name=${f}]`, String(Number(s.start.split('-')[i])));
  await t.page.check('#f-level');
  await t.page.check('#f-information');
  await t.press('main form .actions button');
  if (await t.count('main code') === 0) await t.press('main form button');
  s.link = new URL(await t.text('main code')).pathname;
  s.id = t.path().split('/')[2];
  await t.leave();
  const p = await Person.at(w, s);
  await p.go(s.link);
  await p.page.check(`[name=lang][value=${s.lang}]`);
  await p.page.fill('#f-password', password);
  await p.page.fill('#f-password_again', password);
  await p.press('main form .actions button');
  if (s.matters) await p.page.fill('#f-matters', s.matters);
  await p.press('main form .actions button');
  return p;
}
// The patient's own path only, with what script and language change.
async function short(w, s) {
  const p = await arrives(w, s);
  await p.look('short-today');
  await p.go('/e/ch1/map');
  await p.page.fill('[name="f.doing.1.act"]', 'One thing');
  if (s.js) await savedAtOnce(p, s); else await p.press('main [name=go][value=row]');
  await p.page.locator('.field[data-field="later"]').waitFor({ state: 'visible' });
  await p.look('short-exercise');
  await p.press('main [name=go][value=done]');
  await p.go('/q/0/1');
  for (let i = 1; i <= 9; i++) await p.page.check(`[name="q${i}"][value="${i === 9 ? 1 : 'skip'}"]`);
  await p.press('main [name=go][value=send]');
  await p.has('116 123');
  await p.look('short-help');
  await p.go('/m');
  await p.page.fill('#f-body', said[s.lang].message);
  await p.press('main form .actions button:not([name])');
  await p.has(said[s.lang].message, '.thread');
  await p.go('/plan');
  await p.look('short-plan');
}

export async function journey(w) {
  let n = 0;
  for (const width of [360, 1280]) for (const js of [false, true]) for (const lang of ['nb', 'en']) {
    const s = { width, js, lang, keys: js && width > 600, mobile: `400008${String(++n).padStart(2, '0')}`, name: `Test Person ${'ABCDEFGH'[n - 1]}` };
    const full = (width === 360 && !js && lang === 'nb') || (width === 1280 && js && lang === 'en');
    await test(`${full ? 'the whole path' : 'the patient’s path'}, ${width} px, ${js ? 'with' : 'without'} script, ${lang}`, () => (full ? whole : short)(w, s));
  }
}
