// Saves a form while it is written: <form data-autosave="/url">. What the form
// holds is sent whole, as its own submit would send it, to /url. The text
// stays in the fields whatever happens, and the page stays until the server
// has answered: a form is never sent into a dead net. docs/design.md tells the
// answer's form.
(function () {
	const IDLE_MS = 1200, MOST_MS = 5000, SLOW_MS = 1000, LATE_MS = 30000;
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

	function post(url, data, headers, last) {
		const stop = window.AbortController && new AbortController();
		const late = setTimeout(function () { if (stop) stop.abort(); }, LATE_MS);
		const done = function () { clearTimeout(late); };
		const r = fetch(url, {
			method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual',
			keepalive: last === true && data.length < KEEPALIVE_MAX, signal: stop ? stop.signal : undefined,
			headers: Object.assign({ 'Content-Type': 'application/x-www-form-urlencoded' }, headers)
		});
		r.then(done, done);
		return r;
	}
	function unable(res) { return res.status >= 500 || res.status === 408 || res.status === 429; }

	function watch(form) {
		const line = form.querySelector('[data-saved]');
		let timer = 0, firstAt = 0, change = 0, savedChange = 0, tries = 0;
		let busy = null, state = '', ended = false, submitting = false, long = false;
		let pressed = null, wish = null, reaching = null, tried = false, left = false, sick = false;

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
		function signIn() {
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
			timer = setTimeout(again, ms);
		}
		function failed() {
			say(t(wish ? 'waiting' : 'failed'), 'failed');
			plan(RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
		}
		// Returns a promise of true when the server was reached.
		function save(last) {
			clearTimeout(timer);
			firstAt = 0;
			if (reaching) return reaching;
			if (busy) return busy.then(function (ok) { return savedChange < change && ok && !ended ? save(last) : ok; });
			if (ended || savedChange === change) return Promise.resolve(true);
			const at = change, data = body(form);
			long = false;
			const slow = setTimeout(function () { if (state !== 'failed') say(t('saving'), 'saving'); }, SLOW_MS);
			busy = post(form.getAttribute('data-autosave'), data, { 'X-Autosave': '1' }, last).then(function (res) {
				sick = unable(res);
				clearTimeout(slow);
				if (res.status === 409) {
					ended = true;
					say(t('conflict'), 'failed', link());
				} else if (res.status === 401 || res.status === 403 || res.type === 'opaqueredirect') {
					ended = true;
					say(t('signin'), 'failed', signIn());
				} else if (res.ok || res.status === 422 || res.status === 413) {
					long = res.status === 413;
					return res.json().then(function (r) {
						if (res.ok) taken(r, at);
						else say(r.message || t('failed'), 'failed');
						return true;
					});
				} else if (sick) {
					if (!wish) failed(); // else send() goes on
					return false;
				} else {
					say(t('failed'), 'failed');
				}
				return true;
			}).catch(function () {
				clearTimeout(slow);
				sick = false;
				failed();
				return false;
			}).then(function (ok) {
				busy = null;
				return ok;
			});
			return busy;
		}
		// The page is left with exactly these fields.
		function leave(data) {
			const f = document.createElement('form');
			f.method = 'post';
			f.action = form.getAttribute('action');
			new URLSearchParams(data).forEach(function (v, k) {
				const i = document.createElement('input');
				i.type = 'hidden';
				i.name = k;
				i.value = v;
				f.append(i);
			});
			document.body.append(f);
			clearTimeout(timer);
			submitting = left = true;
			f.submit();
		}
		function whole() {
			return body(form) + (wish.name ? '&' + new URLSearchParams([[wish.name, wish.value]]) : '');
		}
		// To the form's own address without leaving the page. The server does
		// one form once, so it can be left with the same form afterwards.
		function reach() {
			const data = whole();
			clearTimeout(timer);
			tried = true;
			reaching = post(form.getAttribute('action'), data).then(function (res) { return !unable(res); })
				.catch(function () { return false; }).then(function (ok) {
					reaching = null;
					if (ok) leave(data);
					else failed();
					return ok;
				});
		}
		// What is written is saved before the page is left. Where there is
		// nothing to save, or saving fails and sending may not: reach(), and
		// only that from then on, as the first may have arrived.
		function send() {
			if (reaching) return;
			if (tried || (!busy && savedChange === change)) { reach(); return; }
			save().then(function (ok) {
				if (!wish || submitting || reaching) return;
				if (long) wish = null; // the page stays, with what it says
				else if (ok) leave(whole());
				else if (sick) reach();
			});
		}
		function again() { if (wish) send(); else save(); }
		function touched() {
			change++;
			if (wish && state === 'failed') say(t('failed'), 'failed');
			wish = null; // writing on takes it back
			tried = false;
			if (ended) return;
			const now = Date.now();
			if (!firstAt) firstAt = now;
			plan(Math.max(0, Math.min(IDLE_MS, firstAt + MOST_MS - now)));
		}
		form.addEventListener('input', touched);
		form.addEventListener('change', touched);
		// Old browsers do not tell which button sends the form.
		form.addEventListener('click', function (e) { pressed = e.target.closest('button:not([type=button])') || pressed; });
		form.addEventListener('submit', function (e) {
			clearTimeout(timer);
			if (left) { e.preventDefault(); return; }
			if (submitting || ended || (!busy && !reaching && savedChange === change && state !== 'failed' && navigator.onLine !== false)) { submitting = true; return; }
			e.preventDefault();
			wish = ('submitter' in e ? e.submitter : pressed) || {};
			send();
		});
		all.push({
			unsaved: function () { return (savedChange < change || wish) && !submitting; },
			flush: function () { return submitting ? Promise.resolve(true) : save(true); },
			back: function () { submitting = left = tried = false; wish = null; },
			retry: function () { if (state === 'failed' && !ended) { tries = 0; again(); } }
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
		const lost = navigator.onLine === false || document.querySelector('[data-saved][data-state=failed]');
		if (!shared.leaving && lost && shared.unsaved()) e.preventDefault();
	});
})();
