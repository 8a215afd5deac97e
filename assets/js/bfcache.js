// A page of a signed-in person taken from the back-forward memory loads anew:
// the session may be over. Not when it holds text that is not saved yet.
window.addEventListener('pageshow', function (e) {
	if (!e.persisted || !document.body.hasAttribute('data-signed-in')) return;
	if (window.mellom && window.mellom.unsaved && window.mellom.unsaved()) window.mellom.flush();
	else location.reload();
});
