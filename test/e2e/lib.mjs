// SPDX-License-Identifier: Apache-2.0
// The demonstration in a real browser: start, contexts, checks on every page.
import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const shots = 'build/e2e';
const neutral = /depress|anxi|angst|therap|terapi|suicid|selvmord|phq|gad-?7|cbt/i;
let passed = 0, failed = 0;

export async function test(name, fn) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) return;
  try {
    await fn();
    passed++;
    console.log(`ok ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAILED ${name}: ${String(e.message).split('\n').slice(0, 4).join(' | ')}`);
  }
}
export function is(got, want, what = '') {
  if (got !== want) throw new Error(`${what}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}
export function ok(cond, what) { if (!cond) throw new Error(what); }
export function done() {
  console.log(`e2e: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

export async function serve(port) {
  const dir = mkdtempSync(join(tmpdir(), 'mellom-e2e-'));
  const child = spawn(process.env.MELLOM || 'build/mellom', ['demo', '--data', join(dir, 'data'),
    '--port', String(port), '--admin-port', String(port + 1), '--seed', '1'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = [];
  await new Promise((go, no) => {
    child.stderr.on('data', (d) => { lines.push(String(d)); if (/is ready/.test(lines.join(''))) go(); });
    child.on('exit', () => no(new Error('the server ended: ' + lines.join('').slice(-500))));
    setTimeout(() => no(new Error('the server did not start')), 60000);
  });
  return { base: `http://127.0.0.1:${port}`, stop: async () => {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    await new Promise((go) => child.on('exit', go));
    rmSync(dir, { recursive: true, force: true });
  } };
}

export async function open() {
  mkdirSync(shots, { recursive: true });
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox',
    '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'] });
}

// A person at a screen. Faults of any page are collected in page.faults.
export async function person(browser, server, { width = 360, js = true, lang = 'en-GB', dark = false, axe: withAxe = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 740 : 800 }, javaScriptEnabled: js,
    locale: lang, colorScheme: dark ? 'dark' : 'light', bypassCSP: withAxe, baseURL: server.base });
  context.setDefaultTimeout(10000);
  const page = await context.newPage();
  page.faults = [];
  await context.route('**/*', (r) => {
    const u = new URL(r.request().url());
    if (u.origin !== server.base) { page.faults.push('outside request ' + u.origin); return r.abort(); }
    if (u.pathname === '/csp') page.faults.push('CSP report');
    return r.continue();
  });
  page.on('console', (m) => { if (m.type() === 'error' && !/status of (4|5)\d\d/.test(m.text())) page.faults.push(m.text()); });
  page.on('pageerror', (e) => page.faults.push(String(e)));
  return page;
}
export async function signIn(page, login, password) {
  await page.goto('/sign-in');
  await page.fill('#f-login', login);
  await page.fill('#f-password', password);
  await page.click('main form button');
  await page.waitForLoadState();
}
// What every page keeps, and a picture to look at.
export async function look(page, name) {
  const title = await page.title();
  ok(!neutral.test(title), `title is not neutral: ${title}`);
  ok(!/%[1-9]|\{\{|undefined|\(null\)/.test(await page.innerText('body')), 'a text with a hole');
  const wide = await page.locator('html').evaluate((e) => e.scrollWidth - e.clientWidth).catch(() => 0);
  ok(wide <= 1, `${name} is ${wide} px too wide`);
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  is(page.faults.join('; '), '', name);
}
export async function axeOf(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
    .violations.map((v) => `${v.id} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')})`));
  is(found.join('; '), '', `axe on ${name}`);
}
