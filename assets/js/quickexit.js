// "Close quickly": the page is blank at once, what was written is saved, the
// session ends, and the neutral page takes this one's place in the history.
(function () {
	const WAIT_MS = 400, PRESSES = 3, WITHIN_MS = 2000;
	const shared = window.mellom = window.mellom || {};
	const a = document.querySelector('a[data-exit]');
	if (!a) return;
	let presses = [], gone = false;

	function leave() {
		if (gone) return;
		gone = true;
		shared.leaving = true;
		const saved = shared.flush ? shared.flush() : Promise.resolve();
		document.title = '\u200b';
		document.body.hidden = true;
		document.body.textContent = '';
		const wait = new Promise(function (go) { setTimeout(go, WAIT_MS); });
		Promise.race([saved, wait]).catch(function () {}).then(function () {
			fetch(a.getAttribute('data-exit'), {
				method: 'POST', keepalive: true, credentials: 'same-origin', redirect: 'manual',
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
				body: 'csrf=' + encodeURIComponent(a.getAttribute('data-csrf') || '')
			}).catch(function () {});
			location.replace(a.getAttribute('data-to') || a.href);
		});
	}
	a.addEventListener('click', function (e) {
		e.preventDefault();
		leave();
	});
	document.addEventListener('keydown', function (e) {
		if (e.key !== 'Shift') presses = [];
	});
	document.addEventListener('keyup', function (e) {
		if (e.key !== 'Shift') return;
		const now = Date.now();
		presses = presses.filter(function (at) { return now - at < WITHIN_MS; });
		presses.push(now);
		if (presses.length >= PRESSES) leave();
	});
})();
