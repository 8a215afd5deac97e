// The error summary gets the focus when the page comes; its links, the field.
(function () {
	const box = document.querySelector('[data-focus]');
	if (!box) return;
	box.focus();
	box.addEventListener('click', function (e) {
		const a = e.target.closest('a[href^="#"]');
		const to = a && document.getElementById(a.getAttribute('href').slice(1));
		if (!to) return;
		e.preventDefault();
		to.focus({ focusVisible: true });
		(to.closest('.field') || to).scrollIntoView({ block: 'start' });
	});
})();
