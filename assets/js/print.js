// What is folded is printed too, and folded again afterwards. A button with
// data-print is there only with script; the browser's own menu always is.
(function () {
	let opened = [];
	window.addEventListener('beforeprint', function () {
		opened = Array.from(document.querySelectorAll('details:not([open])'));
		opened.forEach(function (d) { d.open = true; });
	});
	document.querySelectorAll('[data-print]').forEach(function (b) {
		b.hidden = false;
		b.addEventListener('click', function () { window.print(); });
	});
	window.addEventListener('afterprint', function () {
		opened.forEach(function (d) { d.open = false; });
		opened = [];
	});
})();
