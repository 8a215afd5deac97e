// A plan's if-then follows the obstacle that is chosen, as long as the words
// are one of our ideas: what a person has written is never touched.
(function () {
	document.querySelectorAll('[data-if-then]').forEach(function (group) {
		const to = document.getElementById(group.getAttribute('data-if-then'));
		const ideas = Array.from(group.querySelectorAll('[data-idea]'), function (i) { return i.getAttribute('data-idea'); });
		if (!to) return;
		group.addEventListener('change', function (e) {
			const idea = e.target.getAttribute('data-idea') || '';
			if (to.value.trim() === '' || ideas.includes(to.value.trim())) to.value = idea;
		});
	});
})();
