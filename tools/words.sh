#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Words that no patient reads from us (src/programme/words.h) must stand in no
# text of a page that a patient can reach, in either language.  `mellom check`
# looks at the content; this looks at the texts of views and code.  Every file
# counts but those listed here, whose texts only the clinic reads.
#
#	tools/words.sh FILE.po		texts with Norwegian and references
set -eu
po=$1
cd "$(dirname "$0")/.."
exec perl -Mutf8 -CSD -Mstrict -e '
my @clinic = qw(src/admin/ src/caseload/ src/course/phase.html src/homework/clinic.html
    src/homework/pages_clinic.c src/homework/pages_review.c
    src/measures/alert.c src/measures/alert.html src/measures/pages_alert.c
    src/people/clinician.html src/people/pages_clinic.c src/people/clinic.c);
my ($po, %hard, $lang) = ($ARGV[0]);
my ($texts, $faults) = (0, 0);

sub slurp {
	open(my $in, "<", $_[0]) or die "words: $_[0]: $!\n";
	local $/;
	return <$in>;
}

for (split /\n/, slurp("src/programme/words.h")) {
	$lang = lc $1 if /\[LANG_([A-Z]+)\] = \{/;
	push @{$hard{$lang}}, /"([^"]+)"/g if defined $lang;
}
die "words: no words in src/programme/words.h\n"
    unless @{$hard{en} // []} && @{$hard{nb} // []};
my %rule = map { my $all = join "|", map quotemeta, @{$hard{$_}};
    ($_, qr/(?<![\w-])($all)(?![\w-])/i) } keys %hard;

sub joined {
	my ($all, $s) = (shift . "", "");
	$s .= $1 while $all =~ /"((?:[^"\\]|\\.)*)"/g;
	return $s;
}

for my $entry (split /\n\n+/, slurp($po)) {
	next if $entry =~ /^#~/m || $entry !~ /^msgid "[^"]|^msgid ""\n"/m;
	my @refs = $entry =~ /^#: (.*)$/mg;
	my %files = map { s/:\d+$//r => 1 } map { split / / } @refs;
	my @open = grep { my $f = $_;
	    !grep { index($f, $_) == 0 } @clinic } sort keys %files;
	next unless @open;
	$texts++;
	while ($entry =~ /^msg(id|str)\S*((?:\s*"(?:[^"\\]|\\.)*"\n?)+)/mg) {
		my ($l, $text) = ($1 eq "id" ? "en" : "nb", joined($2));
		while ($text =~ /$rule{$l}/g) {
			print "words: $open[0]: \"$1\" in \"$text\"\n";
			$faults++;
		}
	}
}
die "words: $po holds no texts with references\n" if $texts == 0;
print "words: $texts texts that patients can read, $faults faults\n";
exit($faults > 0 ? 1 : 0);
' -- "$po"
