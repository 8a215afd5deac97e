// SPDX-License-Identifier: Apache-2.0
// The demonstration in a real browser: the server, people at their screens,
// what every page keeps, axe.  Pictures to look at lie in build/e2e/.
import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const shots = process.env.SHOTS || 'build/e2e';
export const words = { solveig: 'lampe tirsdag kopp granskog', per: 'kanel brygge onsdag ull',
  marit: 'vindu sykkel havre torsdag', admin: 'rips trapp fredag skjerf',
  kari: 'blyant fjell pannekake regn', daniel: 'teapot river orange ladder' };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Nothing on a shared phone's screen tells what this is about.
const telling = new RegExp(['depress', 'anxi', 'angst', 'therap', 'terapi', 'suicid', 'selvmord', 'phq', 'gad-?7', 'cbt', 'kognitiv',
  'risk', 'risiko', 'psyk', 'psych', 'symptom', 'diagnos', 'sick', 'sykmeld', 'helse', 'health', 'behandling', 'treatment'].join('|'), 'i');
// Words that never stand on a patient's screen (docs: screens.md).
const unkind = /\b(overdue|missed|resistance|ambivalence|alert|no-show|drop-?out|completer|lekse\w*|forfalt|forsinket|varsel|frafall)\b/i;
let passed = 0, failed = 0, open = [];

export class Fault extends Error {}
export function ok(cond, what) { if (!cond) throw new Fault(what); }
export function is(got, want, what = '') { ok(got === want, `${what}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`); }

// One test: the people it asks for are gone when it ends.  A failure leaves
// picture and HTML of each screen that was open.
export async function test(name, run) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) return;
  const begun = Date.now();
  try {
    await run();
    for (const p of open) p.calm('the end');
    passed++;
    console.log(`ok ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (e) {
    failed++;
    const at = e instanceof Fault ? '' : ' at ' + (String(e.stack).match(/(journey|homework|work|variants|a11y|script|twelve\w*|clinic)\.mjs:\d+/) || ['?'])[0];
    console.log(`FAILED ${name} ${String(e.message).split('\n').slice(0, 4).join(' | ')}${at}`);
    for (const [i, p] of open.entries()) await p.keep(`failed-${name.replace(/[^a-z0-9]+/gi, '-')}-${i}`).catch(() => {});
  }
  for (const p of open) await p.leave().catch(() => {});
  open = [];
}
export const counts = () => ({ passed, failed });

export function freePort() {
  return new Promise((go, no) => {
    const s = createServer();
    s.on('error', no);
    s.listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => go(port)); });
  });
}
export async function serve() {
  const dir = mkdtempSync(join(tmpdir(), 'mellom-e2e-')), port = await freePort(), admin = await freePort(), said = [];
  const child = spawn(process.env.MELLOM || 'build/mellom', ['demo', '--data', join(dir, 'data'), '--port', String(port),
    '--admin-port', String(admin), '--seed', '1'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((go) => child.on('exit', go));
  await new Promise((go, no) => {
    const late = setTimeout(() => no(new Error('the server did not start: ' + said.join('').slice(-500))), 60000);
    child.stderr.on('data', (d) => { said.push(String(d)); if (/is ready/.test(said.join(''))) { clearTimeout(late); go(); } });
    ended.then(() => no(new Error('the server ended: ' + said.join('').slice(-500))));
  });
  return { base: `http://127.0.0.1:${port}`, dir, stop: async () => {
    child.kill('SIGTERM');
    const code = await Promise.race([ended, new Promise((go) => setTimeout(go, 15000, 'late'))]);
    if (code === 'late') child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
    return code;
  } };
}
export async function launch() {
  mkdirSync(shots, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu',
    '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
}

// Somebody at a screen: a browser of its own, with its own cookies.  What the
// page did wrong is collected in faults.  allow: the only other host that may
// be asked (where "close quickly" goes); no name is ever looked up.
export class Person {
  constructor(world, o = {}) { this.world = world; this.o = { width: 360, js: true, lang: 'en', axe: false, ...o }; this.faults = []; this.away = []; }
  static async at(world, o) { const p = new Person(world, o); await p.arrive(); open.push(p); return p; }
  async arrive() {
    const { width, js, lang, axe } = this.o, phone = width < 600;
    this.context = await this.world.browser.newContext({ viewport: { width, height: phone ? 740 : 800 }, javaScriptEnabled: js,
      hasTouch: phone, isMobile: phone, deviceScaleFactor: 1, locale: lang === 'nb' ? 'nb-NO' : 'en-GB',
      timezoneId: 'Europe/Oslo', bypassCSP: axe, baseURL: this.world.base });
    this.context.setDefaultTimeout(10000);
    // Watched, not intercepted: a request that outlives its page must arrive.
    this.context.on('request', (r) => {
      const u = new URL(r.url());
      if (u.pathname === '/csp') this.faults.push('content policy report');
      if (!/^https?:$/.test(u.protocol) || u.origin === this.world.base) return;
      if (u.hostname === this.o.allow) this.away.push(u.href);
      else this.faults.push(`asked another host: ${u.origin}`);
    });
    this.page = await this.tab();
  }
  async tab() {
    const page = await this.context.newPage();
    page.on('console', (m) => {
      if (/Content Security Policy/i.test(m.text()) || (m.type() === 'error' && !/status of (4|5)\d\d/.test(m.text()) &&
        !((this.offline || this.o.allow) && /net::ERR/.test(m.text())))) this.faults.push(`console: ${m.text()}`);
    });
    page.on('pageerror', (e) => this.faults.push(`script: ${e}`));
    return page;
  }
  async leave() { await this.context.close(); }
  calm(where) { is(this.faults.join('; '), '', where); }
  path() { return new URL(this.page.url()).pathname; }
  async go(path) { const r = await this.page.goto(path); await this.page.waitForLoadState(); return r; }
  // A form that saves itself is saved before it is left.
  async press(selector) {
    const saves = this.o.js && await this.page.locator(selector).first().evaluate((e) => e.matches('form[data-autosave] button'));
    await Promise.all([saves && this.page.waitForNavigation(), this.page.click(selector)]);
    await this.page.waitForLoadState();
  }
  async signIn(login, password = words[login]) {
    await this.go('/sign-in');
    await this.page.fill('#f-login', login);
    await this.page.fill('#f-password', password);
    await this.press('main form button');
    ok(this.path() !== '/sign-in', `${login} is not let in`);
  }
  async speak(lang) {
    await this.go('/me');
    await this.page.check(`[name=lang][value=${lang}]`);
    await this.press('form[action="/me/language"] button');
    is(await this.page.getAttribute('html', 'lang'), lang, 'the language of the page');
  }
  text(selector = 'main') { return this.page.innerText(selector); }
  async has(what, selector) { const t = await this.text(selector); ok(what instanceof RegExp ? what.test(t) : t.includes(what), `${this.path()} lacks ${what}`); }
  async lacks(what, selector) { const t = await this.text(selector); ok(!(what instanceof RegExp ? what.test(t) : t.includes(what)), `${this.path()} shows ${what}`); }
  async count(selector) { return this.page.locator(selector).count(); }

  // By keyboard only: Tab until what has the focus matches, then it is used.
  async tabTo(selector, most = 120) {
    for (let i = 0; i < most; i++) {
      if (await this.page.evaluate((s) => !!document.activeElement && document.activeElement.matches(s), selector)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Fault(`${this.path()}: Tab does not reach ${selector}`);
  }
  async enter(selector) {
    await this.tabTo(selector);
    await Promise.all([this.page.waitForNavigation(), this.page.keyboard.press('Enter')]);
  }
  async type(text) { await this.page.keyboard.type(text); }

  // What every page keeps.
  async check(name) {
    const title = await this.page.title(), body = await this.page.innerText('body');
    ok(/ · Mellom$/.test(title) && !telling.test(title), `${name}: the title tells too much: ${title}`);
    ok(!/%[1-9]|\{\{|\}\}|undefined|\(null\)|\bNaN\b/.test(body), `${name}: a text with a hole`);
    ok(['nb', 'en'].includes(await this.page.getAttribute('html', 'lang')), `${name}: language`);
    is(await this.count('h1'), 1, `${name}: h1`);
    is(await this.count('[style]:not([style=""]), style, script:not([src]), [onclick]'), 0, `${name}: inline style or script`);
    is(await this.count('aside.demo'), this.world.demo === false ? 0 : 1, `${name}: marked as a demonstration`);
    if (await this.page.getAttribute('body', 'class') === 'me') {
      ok(await this.count('header a.help') === 1 && await this.count('header a.exit') === 1, `${name}: help and exit`);
      const hard = (await this.text('main')).match(unkind);
      ok(!hard, `${name}: says "${hard}" to a patient`);
    }
    await this.narrow(name);
    this.calm(name);
  }
  async narrow(name) {
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    ok(over <= 0, `${name}: ${over} px too wide at ${this.page.viewportSize().width}`);
  }
  async look(name) {
    await this.check(name);
    const { width, js, lang } = this.o;
    await this.shot(`${name}-${width}-${js ? 'js' : 'nojs'}-${lang}`);
  }
  // The whole page, with what is fixed to the screen's edge at its own edge.
  async shot(name) {
    const size = this.page.viewportSize();
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    if (height > size.height) await this.page.setViewportSize({ ...size, height });
    await this.page.screenshot({ path: `${shots}/${name}.png` });
    if (height > size.height) await this.page.setViewportSize(size);
  }
  async keep(name) { await this.shot(name); writeFileSync(`${shots}/${name}.html`, await this.page.content()); }

  async axe(name) {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
      .violations.map((v) => `${v.id} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')})`));
    is(found.join('; '), '', `axe on ${name}`);
  }
}
