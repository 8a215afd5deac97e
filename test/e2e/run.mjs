// SPDX-License-Identifier: Apache-2.0
import { axeOf, done, is, look, ok, open, person, serve, signIn, test } from './lib.mjs';

const word = { solveig: 'lampe tirsdag kopp granskog', marit: 'vindu sykkel havre torsdag', admin: 'rips trapp fredag skjerf',
  kari: 'blyant fjell pannekake regn', daniel: 'teapot river orange ladder' };
const server = await serve(18480);
const browser = await open();
const at = (o) => person(browser, server, o);

// A new patient, from the invitation to the first week, as a person does it.
async function invite(name, mobile) {
  const t = await at({ width: 1280 });
  await signIn(t, 'solveig', word.solveig);
  await t.goto('/list/new');
  for (const [f, v] of Object.entries({ name, born_d: '27', born_m: '3', born_y: '1987', mobile, place: 'Bergen', person: 'Ola, 400 00 900',
    gp: 'Dr. Lie', suitability: 'Fits well.', suicidality: 'Asked; none.',
    other_treatment: 'None.', physical: 'Nothing known.' })) await t.fill(`[name=${f}]`, v);
  await t.check('#f-level');
  await t.check('#f-information');
  await t.click('main form button');
  await t.click('main form button');
  const link = await t.innerText('main code');
  await look(t, 'invited');
  await t.context().close();
  return new URL(link).pathname;
}

async function firstWeek({ width, js, lang, mobile }) {
  const tag = `${width}-${js ? 'js' : 'nojs'}-${lang}`;
  const p = await at({ width, js, lang: lang === 'nb' ? 'nb-NO' : 'en-GB' });
  await p.goto(await invite('Test Person', mobile));
  await look(p, `welcome-${tag}`);
  await p.check(`[name=lang][value=${lang}]`);
  await p.fill('#f-password', 'green kettle winter staircase');
  await p.fill('#f-password_again', 'green kettle winter staircase');
  await p.click('main form button');
  await look(p, `start-${tag}`);
  await p.fill('#f-matters', 'To meet my team without dread.');
  await p.click('main form button');
  is(new URL(p.url()).pathname, '/today', 'after the start');
  await look(p, `today-${tag}`);
  await p.goto('/c/ch1');
  for (let n = 1; n <= 5; n++) { await look(p, `chapter-${n}-${tag}`); await p.click('main [name=go][value=next]'); }
  await look(p, `chapter-6-${tag}`);
  // The exercise: interrupted, and gone on with on another device.
  await p.goto('/e/ch1/map');
  await p.fill('[name="f.situation"]', 'Sunday evening');
  await p.fill('[name="f.own"]', 'only mine');
  await p.check('[name="only.own"]');
  if (js) await p.waitForFunction(() => /\d\d[.:]\d\d/.test(document.querySelector('[data-saved]').textContent));
  else await p.click('main [name=go][value=later]');
  await p.context().close();
  const other = await at({ width, js, lang: lang === 'nb' ? 'nb-NO' : 'en-GB' });
  await signIn(other, mobile, 'green kettle winter staircase');
  await other.goto('/e/ch1/map');
  is(await other.inputValue('[name="f.situation"]'), 'Sunday evening', 'draft on another device');
  await look(other, `exercise-${tag}`);
  await other.click('main [name=go][value=done]');
  // The questions: one left open is told on top with a link; then a risk answer.
  await other.goto('/q/0/1');
  for (const i of [1, 2, 3, 4, 5, 6, 7, 9]) await other.check(`[name="q${i}"][value="${i === 9 ? 2 : 1}"]`, { force: true });
  await other.click('main [name=go][value=send]');
  ok(await other.locator('.ds-error-summary a').count() > 0, 'a summary with links');
  await look(other, `questions-error-${tag}`);
  await other.check('[name=q8][value=skip]', { force: true });
  await other.click('main [name=go][value=send]');
  ok(/\/done$/.test(new URL(other.url()).pathname), 'help at once');
  ok((await other.innerText('main')).includes('113'), 'numbers at once');
  await look(other, `help-at-once-${tag}`);
  // Something to try, how it went, and a message.
  await other.goto('/c/ch1/6');
  await other.click('main form[action="/h/agree"] button');
  await other.check('#f-amount-2', { force: true });
  await other.check('#f-hard-4', { force: true });
  await other.fill('#f-noticed', 'It helped to write it down at once.');
  await other.click('main form button');
  await look(other, `told-${tag}`);
  await other.goto('/m');
  await other.fill('#f-body', 'Is it normal to be tired after this?');
  await other.click('main form button');
  await look(other, `messages-${tag}`);
  await other.goto('/help');
  await look(other, `help-${tag}`);
  await other.context().close();
}
for (const o of [{ width: 360, js: false, lang: 'nb', mobile: '40000801' }, { width: 1280, js: true, lang: 'en', mobile: '40000802' },
  { width: 360, js: true, lang: 'en', mobile: '40000803' }, { width: 1280, js: false, lang: 'nb', mobile: '40000804' }])
  await test(`first week ${o.width} ${o.js ? 'with' : 'without'} script ${o.lang}`, () => firstWeek(o));

await test('the therapist reviews by keyboard only', async () => {
  const t = await at({ width: 1280 });
  await signIn(t, 'solveig', word.solveig);
  await look(t, 'list');
  const rows = await t.locator('[data-row]').count();
  for (let i = 0; i < rows; i++) {
    await t.keyboard.press('j');
    if (/#reply$/.test(await t.evaluate(() => document.activeElement.closest('[data-row]').querySelector('[data-reply]')?.href || ''))) break;
  }
  await t.keyboard.press('Enter');
  await t.waitForURL(/\/p\/[0-9a-f]+$/);
  await look(t, 'patient');
  await t.keyboard.press('r');
  const before = await t.inputValue('#f-reply');
  ok(before.startsWith('> '), 'the words are quoted');
  await t.keyboard.press('Control+End');
  await t.keyboard.type('That is a good thing to have found out.');
  await t.keyboard.press('Tab');
  await t.keyboard.press('Enter');
  await t.waitForURL(/saved=1/);
  await look(t, 'reviewed');
});
await test('a risk answer is taken and finished', async () => {
  const t = await at({ width: 1280, js: false });
  await signIn(t, 'solveig', word.solveig);
  await t.click('.case:first-child .go');
  await look(t, 'risk-answer');
  await t.click('form[action$="/take"] button');
  await t.click('form[action$="/close"] button');
  ok(await t.locator('.ds-error-summary li').count() >= 3, 'seen finishes nothing');
  await look(t, 'risk-answer-open');
});
await test('the supervisor opens a record with a reason, the patient sees it', async () => {
  const s = await at({ width: 1280 });
  await signIn(s, 'marit', word.marit);
  await s.goto('/team');
  await look(s, 'team');
  await s.click('main ul.open a');
  await s.fill('#f-reason', 'short');
  await s.click('main form button');
  await look(s, 'glass-error');
  await s.fill('#f-reason', 'Covering for Solveig today.');
  await s.click('main form button');
  ok(await s.locator('.glass').count() === 1, 'the banner stands');
  await look(s, 'glass');
});
await test('the administrator', async () => {
  const a = await at({ width: 1280, js: false });
  await signIn(a, 'admin', word.admin);
  for (const path of ['/admin', '/admin/clinic', '/admin/safe']) { await a.goto(path); await look(a, 'admin' + path.slice(6).replace('/', '-')); }
});
await test('close quickly', async () => {
  const k = await at({ width: 360, js: false });
  await signIn(k, 'kari', word.kari);
  await k.goto('/exit');
  await k.goto('/today');
  ok(/sign-in/.test(k.url()), 'the session has ended');
});

// Every page of everyone: axe in light and dark, phone and desk.
const pages = { kari: ['/today', '/plan', '/c/ch1/3', '/e/ch1/map', '/m', '/help', '/me', '/who', '/start', '/me/password'],
  daniel: ['/today', '/q/0/1'], solveig: ['/list', '/list/new'], marit: ['/team'], admin: ['/admin', '/admin/clinic', '/admin/safe'] };
for (const width of [360, 1280]) for (const dark of [false, true])
  await test(`axe ${width} ${dark ? 'dark' : 'light'}`, async () => {
    for (const [who, paths] of Object.entries(pages)) {
      const p = await at({ width, dark, axe: true });
      await p.goto('/sign-in');
      await axeOf(p, '/sign-in');
      await signIn(p, who, word[who]);
      if (who === 'solveig') paths.push(...await p.locator('.case:nth-child(-n+4) .go').evaluateAll((a) => a.map((x) => x.getAttribute('href'))));
      for (const path of paths) { await p.goto(path); await look(p, `axe-${who}${path.replace(/\//g, '-').replace(/[0-9a-f]{32}/g, 'x')}-${width}${dark ? '-dark' : ''}`); await axeOf(p, path); }
      await p.context().close();
    }
  });

await browser.close();
await server.stop();
process.exit(done());
