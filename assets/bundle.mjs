// SPDX: see LICENSE. Makes site.css and site.js. Plain Node 18, no packages.
//   node assets/bundle.mjs css OUT PACKAGE_DIR FILE...   package parts + ours
//   node assets/bundle.mjs js OUT FILE...
//
// From designsystemet-css we take the tokens that something uses and the parts
// listed in PARTS; layers are flattened (old phones), what our markup never has
// is dropped, and so is every data: address (the content policy forbids them).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = ['base', 'button', 'input', 'error-summary'];
// Theme layers: sizes, type scale, radii, line heights. Colours are ours.
const THEME = /^ds\.theme\.(size-mode|type-scale|size|semantic|typography\.primary)$/;
const UNUSED = /data-size|data-typography|data-icon|data-fullwidth|role=switch|:indeterminate|\.ds-(icon|list|floating|readonly|focus|checkbox|print)|aria-busy|click-delegate|webkit-hyphens|:dir\(|^body$|:read-only|:-moz-|::-moz/;

/* ---- a small CSS reader: a list of [head, body] where body is text or list */
function parse(s) {
	let i = 0;
	function block() {
		const out = [];
		let start = i;
		while (i < s.length) {
			const c = s[i];
			if (c === '"' || c === "'") { i = s.indexOf(c, i + 1) + 1; continue; }
			if (c === '(') { // url(...) may hold ; and {
				for (let d = 0; i < s.length; i++) {
					if (s[i] === '"' || s[i] === "'") i = s.indexOf(s[i], i + 1);
					else if (s[i] === '(') d++;
					else if (s[i] === ')' && --d === 0) { i++; break; }
				}
				continue;
			}
			if (c === ';') { push(out, s.slice(start, i)); start = ++i; continue; }
			if (c === '}') { push(out, s.slice(start, i)); i++; return out; }
			if (c === '{') {
				const head = s.slice(start, i).trim();
				i++;
				out.push({ head, body: block() });
				start = i;
				continue;
			}
			i++;
		}
		push(out, s.slice(start));
		return out;
	}
	function push(out, t) { t = t.trim(); if (t) out.push({ decl: t }); }
	return block();
}
const commentless = (s) => s.replace(/\/\*[\s\S]*?\*\//g, '');
const tight = (s) => s.replace(/\s+/g, ' ').trim();

function splitSelectors(h) {
	const out = []; let d = 0, st = 0;
	for (let i = 0; i < h.length; i++) {
		if ('(['.includes(h[i])) d++;
		else if (')]'.includes(h[i])) d--;
		else if (h[i] === ',' && !d) { out.push(h.slice(st, i)); st = i + 1; }
	}
	out.push(h.slice(st));
	return out.map((x) => x.trim());
}

/* ---- the package: flatten layers, drop what is not used */
function keepPart(nodes, theme) {
	const out = [];
	for (const n of nodes) {
		if (n.decl !== undefined) {
			if (n.decl.startsWith('@layer') || n.decl.includes('url("data:')) continue;
			if (/^(-webkit-)?mask:/.test(n.decl)) continue;
			out.push(n);
		} else if (n.head.startsWith('@layer')) {
			if (!theme || THEME.test(n.head.slice(6).trim())) out.push(...keepPart(n.body, theme));
		} else if (n.head.startsWith('@keyframes')) {
			if (n.head.includes('_is-visible')) continue;
			if (n.head.includes('ds-fade-in')) continue;
			out.push(n);
		} else if (n.head.startsWith('@')) {
			const body = keepPart(n.body, theme);
			if (body.length) out.push({ head: n.head, body });
		} else {
			const sel = splitSelectors(n.head)
				.map((x) => (x === '[data-color-scheme]' || (theme && x === '[data-size]') ? '' : x))
				.filter((x) => x && !UNUSED.test(x));
			const body = keepPart(n.body, theme).filter((d) => !d.decl || !/^animation:_is-visible/.test(d.decl));
			if (sel.length && body.length) out.push({ head: sel.join(','), body });
		}
	}
	return out;
}

/* ---- @dark{...} of ours: by the system's wish and by the person's own */
function dark(nodes) {
	const out = [];
	for (const n of nodes) {
		if (n.head !== '@dark') { out.push(n); continue; }
		out.push({ head: '@media screen and (prefers-color-scheme:dark)',
			body: [{ head: ':root:not([data-color-scheme=light])', body: n.body }] });
		out.push({ head: '@media screen',
			body: [{ head: ':root[data-color-scheme=dark]', body: n.body }] });
	}
	return out;
}

/* ---- drop custom properties nothing reads */
function shake(nodes) {
	const decls = [];
	(function walk(l) { for (const n of l) n.body ? walk(n.body) : decls.push(n); })(nodes);
	const used = new Set(), defs = new Map();
	const refs = (t) => [...t.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]);
	const todo = [];
	for (const { decl } of decls) {
		const m = decl.match(/^(--[\w-]+)\s*:([\s\S]*)$/);
		if (m) defs.set(m[1], [...(defs.get(m[1]) || []), m[2]]);
		else todo.push(...refs(decl));
	}
	while (todo.length) {
		const v = todo.pop();
		if (used.has(v)) continue;
		used.add(v);
		for (const d of defs.get(v) || []) todo.push(...refs(d));
	}
	const clean = (l) => l.map((n) => (n.body ? { head: n.head, body: clean(n.body) } : n))
		.filter((n) => (n.body ? n.body.length || false
			: !n.decl.startsWith('--') || used.has(n.decl.slice(0, n.decl.indexOf(':')).trim())));
	for (const v of used)
		if (!defs.has(v) && /^--ds-color/.test(v)) throw new Error(`no colour for ${v}`);
	return clean(nodes);
}

function print(nodes) {
	return nodes.map((n) => {
		if (n.decl !== undefined) return null;
		const decls = n.body.filter((x) => x.decl !== undefined).map((x) => {
			const k = x.decl.indexOf(':');
			return x.decl.slice(0, k).trim() + ':' + tight(x.decl.slice(k + 1)).replace(/\s*,\s*/g, ',').replace(/\s*!important/, '!important');
		}).join(';');
		const rules = print(n.body.filter((x) => x.body));
		const head = n.head.startsWith('@') ? tight(n.head).replace(/:\s+/g, ':')
			: tight(n.head).replace(/\s*([>+~,])\s*/g, '$1');
		return head + '{' + decls + (decls && rules ? ';' : '') + rules + '}';
	}).join('');
}

function css(out, pkg, files) {
	const read = (f) => parse(commentless(readFileSync(f, 'utf8')));
	let all = keepPart(read(join(pkg, 'dist/theme/designsystemet.css')), true);
	for (const p of PARTS) all.push(...keepPart(read(join(pkg, `dist/src/${p}.css`)), false));
	for (const f of files) all.push(...dark(read(f)));
	const text = print(shake(all));
	const bad = text.match(/data:|@import|https?:|url\(/);
	if (bad) throw new Error(`site.css must not hold ${bad[0]}`);
	writeFileSync(out, text + '\n');
}

/* ---- scripts: whole-line comments and indentation only; never inside a line */
function js(out, files) {
	const text = files.map((f) => readFileSync(f, 'utf8').split('\n')
		.map((l) => l.trim()).filter((l) => l && !l.startsWith('//')).join('\n')).join('\n');
	writeFileSync(out, '"use strict";\n' + text + '\n');
}

const [kind, out, ...rest] = process.argv.slice(2);
if (kind === 'css' && rest.length > 1) css(out, rest[0], rest.slice(1));
else if (kind === 'js' && rest.length) js(out, rest);
else {
	console.error('usage: bundle.mjs css OUT PACKAGE_DIR FILE... | js OUT FILE...');
	process.exit(2);
}
