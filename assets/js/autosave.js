// Saves a form while it is written: <form data-autosave="/url">. What the form
// holds is sent whole, as its own submit would send it, to /url. The text
// stays in the fields whatever happens. docs/design.md tells the answer's form.
(function () {
	const IDLE_MS = 1200, MOST_MS = 5000, SLOW_MS = 1000;
	const RETRY_MS = [2000, 4000, 8000, 15000, 30000, 60000];
	const KEEPALIVE_MAX = 60000; // browsers refuse more than 64 KiB
	const shared = window.mellom = window.mellom || {};
	const all = [];

	function body(form) {
		const out = new URLSearchParams();
		new FormData(form).forEach(function (v, k) {
			if (typeof v === 'string') out.append(k, v);
		});
		return out.toString();
	}

	function watch(form) {
		const line = form.querySelector('[data-saved]');
		let timer = 0, firstAt = 0, change = 0, savedChange = 0, tries = 0;
		let busy = null, state = '', ended = false, submitting = false, long = false;

		function say(text, kind, action) {
			if (!line) return;
			state = kind || '';
			if (kind) line.setAttribute('data-state', kind);
			else line.removeAttribute('data-state');
			if (line.firstChild && line.childNodes.length === 1 && !action && line.textContent === text) return;
			line.textContent = text || '';
			if (action) { line.append(' '); line.append(action); }
		}
		function t(name) { return form.getAttribute('data-t-' + name) || ''; }
		function link() {
			const a = document.createElement('a');
			a.href = form.getAttribute('data-form-url') || location.href;
			a.target = '_blank';
			a.rel = 'noopener';
			a.textContent = t('conflict-link');
			return t('conflict-link') && a;
		}
		// Sends the form itself: the server keeps the text over the sign-in.
		function again() {
			const b = document.createElement('button');
			b.className = 'ds-button';
			b.setAttribute('data-variant', 'tertiary');
			b.name = 'go';
			b.value = 'later';
			b.textContent = t('signin-link');
			return t('signin-link') && b;
		}
		function reveal(ids, on) {
			(ids || []).forEach(function (id) {
				form.querySelectorAll('[data-field="' + CSS.escape(id) + '"]').forEach(function (e) {
					if (on || !e.contains(document.activeElement)) e.hidden = !on;
				});
			});
		}
		function taken(r, at) {
			const v = form.querySelector('input[name=version]');
			if (v && r.version !== undefined) v.value = r.version;
			savedChange = at;
			tries = 0;
			reveal(r.show, true);
			reveal(r.hide, false);
			if (r.help) document.querySelectorAll('[data-help]').forEach(function (e) { e.hidden = false; });
			say(r.message || (t('saved') + ' ' + (r.saved || '')).trim());
		}
		function plan(ms) {
			clearTimeout(timer);
			timer = setTimeout(save, ms);
		}
		function failed() {
			say(t('failed'), 'failed');
			plan(RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
		}
		// Returns a promise of true when the server was reached.
		function save(last) {
			clearTimeout(timer);
			firstAt = 0;
			if (busy) return busy.then(function (ok) { return savedChange < change && ok && !ended ? save(last) : ok; });
			if (ended || savedChange === change) return Promise.resolve(true);
			const at = change, data = body(form);
			long = false;
			const slow = setTimeout(function () { if (state !== 'failed') say(t('saving'), 'saving'); }, SLOW_MS);
			busy = fetch(form.getAttribute('data-autosave'), {
				method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual',
				keepalive: last === true && data.length < KEEPALIVE_MAX,
				headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Autosave': '1' }
			}).then(function (res) {
				clearTimeout(slow);
				if (res.status === 409) {
					ended = true;
					say(t('conflict'), 'failed', link());
				} else if (res.status === 401 || res.status === 403 || res.type === 'opaqueredirect') {
					ended = true;
					say(t('signin'), 'failed', again());
				} else if (res.ok || res.status === 422 || res.status === 413) {
					long = res.status === 413;
					return res.json().then(function (r) {
						if (res.ok) taken(r, at);
						else say(r.message || t('failed'), 'failed');
						return true;
					});
				} else if (res.status >= 500 || res.status === 408 || res.status === 429) {
					failed();
					return false;
				} else {
					say(t('failed'), 'failed');
				}
				return true;
			}).catch(function () {
				clearTimeout(slow);
				failed();
				return false;
			}).then(function (ok) {
				busy = null;
				return ok;
			});
			return busy;
		}
		function touched() {
			change++;
			if (ended) return;
			const now = Date.now();
			if (!firstAt) firstAt = now;
			plan(Math.max(0, Math.min(IDLE_MS, firstAt + MOST_MS - now)));
		}
		form.addEventListener('input', touched);
		form.addEventListener('change', touched);
		// A draft on its way would make the form's version old, and a form sent
		// without net, or too long for the server, would lose its page: wait for
		// the one, stop the others.
		form.addEventListener('submit', function (e) {
			clearTimeout(timer);
			const large = body(form).length > KEEPALIVE_MAX;
			if (submitting || ended || (!busy && state !== 'failed' && !large)) { submitting = true; return; }
			e.preventDefault();
			const by = e.submitter;
			(large ? save() : busy || save()).then(function (ok) {
				if (!ok || long) return;
				clearTimeout(timer);
				submitting = true;
				if (form.requestSubmit) { form.requestSubmit(by || undefined); return; }
				if (by && by.name) {
					const h = document.createElement('input');
					h.type = 'hidden';
					h.name = by.name;
					h.value = by.value;
					form.append(h);
				}
				form.submit();
			});
		});
		all.push({
			unsaved: function () { return savedChange < change && !submitting; },
			flush: function () { return submitting ? Promise.resolve(true) : save(true); },
			back: function () { submitting = false; },
			retry: function () { if (state === 'failed' && !ended) { tries = 0; save(); } }
		});
	}

	shared.flush = function () { return Promise.all(all.map(function (f) { return f.flush(); })); };
	shared.unsaved = function () { return all.some(function (f) { return f.unsaved(); }); };
	document.querySelectorAll('form[data-autosave]').forEach(watch);
	if (!all.length) return;
	document.addEventListener('visibilitychange', function () {
		if (document.visibilityState === 'hidden') shared.flush();
		else all.forEach(function (f) { f.retry(); });
	});
	window.addEventListener('pagehide', shared.flush);
	window.addEventListener('pageshow', function () { all.forEach(function (f) { f.back(); }); });
	window.addEventListener('online', function () { all.forEach(function (f) { f.retry(); }); });
	window.addEventListener('beforeunload', function (e) {
		if (!shared.leaving && document.querySelector('[data-saved][data-state=failed]') && shared.unsaved()) e.preventDefault();
	});
})();
