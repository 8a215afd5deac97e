// Single keys for the clinic's pages, inside [data-keys]: j k move, r reply,
// l to the list, q quote, t template, Ctrl+Enter sends, ? help. Silent while writing, and they can be turned
// off (WCAG 2.1.4) by [data-keys-toggle].
(function () {
	if (!document.querySelector('[data-keys]')) return;
	const STORE = 'keys-off';
	const $ = function (s, from) { return (from || document).querySelector(s); };
	const every = function (s) { return Array.from(document.querySelectorAll(s)); };
	const help = $('[data-keys-help]'), opener = $('[data-keys-open]'), toggle = $('[data-keys-toggle]');
	let off = false, quoted = -1;
	try { off = localStorage.getItem(STORE) === '1'; } catch (e) { /* no store: on */ }

	function showHelp() {
		if (!help) return;
		help.hidden = !help.hidden;
		if (opener) opener.setAttribute('aria-expanded', String(!help.hidden));
	}
	if (opener) {
		opener.hidden = false;
		opener.setAttribute('aria-expanded', 'false');
		opener.addEventListener('click', showHelp);
	}
	if (toggle) {
		toggle.checked = !off;
		toggle.addEventListener('change', function () {
			off = !toggle.checked;
			try { localStorage.setItem(STORE, off ? '1' : '0'); } catch (e) { /* this page only */ }
		});
	}
	function row() { return document.activeElement && document.activeElement.closest('[data-row]'); }
	function move(by) {
		const rows = every('[data-row]').filter(function (r) { return !r.hidden; });
		const at = rows.indexOf(row());
		const to = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))];
		const a = to && $('a', to);
		if (!a) return;
		a.focus();
		to.scrollIntoView({ block: 'nearest' });
	}
	function field() { return $('textarea[data-reply], input[data-reply]'); }
	function reply() {
		const here = row(), a = here && $('[data-reply]', here), box = field();
		if (a) a.click();
		else if (box) box.focus();
	}
	// The quote that has the focus or the selection, else the next one.
	function quote() {
		const box = field(), quotes = every('[data-quote]');
		if (!box || !quotes.length) return;
		const sel = String(getSelection()).trim(), node = getSelection().anchorNode;
		let at = quotes.findIndex(function (q) {
			return q.contains(document.activeElement) || (sel && q.contains(node));
		});
		const part = at >= 0 && sel && quotes[at].contains(node) ? sel : '';
		if (at < 0) at = (quoted + 1) % quotes.length;
		quoted = at;
		const text = (part || quotes[at].getAttribute('data-quote') || quotes[at].innerText).trim();
		const lines = text.split('\n').filter(function (l) { return l.trim(); })
			.map(function (l) { return '> ' + l.trim(); }).join('\n');
		const before = box.value.slice(0, box.selectionEnd).replace(/\n+$/, '');
		const after = box.value.slice(box.selectionEnd).replace(/^\n+/, '');
		const head = (before ? before + '\n\n' : '') + lines + '\n\n';
		box.value = head + after;
		box.focus();
		box.setSelectionRange(head.length, head.length);
		box.dispatchEvent(new Event('input', { bubbles: true }));
	}
	function list() { const a = $('.nav a[href="/list"]'); if (a) a.click(); }
	function template() { const s = $('[data-template]'); if (s) s.focus(); }

	const map = { j: function () { move(1); }, k: function () { move(-1); }, r: reply, l: list, q: quote, t: template, '?': showHelp };
	document.addEventListener('keydown', function (e) {
		const el = e.target;
		const writing = el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) ||
			(el.tagName === 'INPUT' && !/^(checkbox|radio|submit|button)$/.test(el.type));
		if (e.key === 'Escape' && writing && el.matches('[data-reply], [data-template]')) { el.blur(); return; }
		if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && el.matches('[data-reply]') && el.form) {
			e.preventDefault();
			el.form.requestSubmit();
			return;
		}
		if (off || writing || e.ctrlKey || e.metaKey || e.altKey || !Object.prototype.hasOwnProperty.call(map, e.key)) return;
		e.preventDefault();
		map[e.key]();
	});
})();
