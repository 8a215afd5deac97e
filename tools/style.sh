#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The style of the tree, as far as a machine can tell.  clang-format 14 cannot
# express it (it breaks initialisers and SQL() texts, and joins what we part),
# so this looks at what HACKING.md promises:
#
#   SPDX line on top; #pragma once in a header; tabs to indent; 80 columns; no
#   blank at the end of a line; the return type of a function on a line of its
#   own; no typedef of a struct; no // comment; a function has at most 70
#   lines, a file 600, a header 150 (one in test/ that holds tests: 600).
#
#	tools/style.sh [FILE ...]		without files: the whole tree
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- $(find src tools test \( -name '*.[ch]' -o \
    -name '*.inc' \) ! -path 'test/golden/*' ! -path 'test/corpus/*' |
    LC_ALL=C sort)
exec perl -CSD -Mstrict -e '
my ($faults, $files) = (0, 0);
sub say_fault { print "style: @_\n"; $faults++ }

sub columns {
	my $s = shift;
	1 while $s =~ s/\t/" " x (8 - length($`) % 8)/e;
	return length $s;
}

# The type that stands before a name on its line: "static int f(".
my $beside = qr/^(?:static|const|inline|unsigned|struct|enum|union|void|bool
    |int|char|double|size_t|ssize_t|long|u?int\d+_t)\b[^=;]*\b[a-z_]\w*\(/x;

sub lines_of {
	my ($f, @l) = @_;
	my ($head, $open);
	for my $i (0 .. $#l) {
		my ($s, $at) = ($l[$i], "$f:" . ($i + 1));
		say_fault("$at: ends with a blank") if $s =~ /[ \t]$/;
		say_fault("$at: " . columns($s) . " columns")
		    if columns($s) > 80;
		say_fault("$at: indented with blanks")
		    if $s =~ /^ {5,}[^ *]/ || $s =~ /^\t* +\t/;
		say_fault("$at: a // comment") if $s =~ m{^\s*//};
		say_fault("$at: typedef of a struct")
		    if $s =~ /\btypedef\s+struct\b[^[]*$/;
		$head = $i if $s =~ /^[A-Za-z_].*\(/ && !defined $open;
		if (!defined $open && ($s eq "{" ||
		    ($s =~ /^[A-Z_]+\(.*\{$/))) {
			$open = defined $head && $head >= $i - 8 ? $head : $i;
			say_fault("$f:" . ($open + 1) . ": the return type " .
			    "stands beside the function")
			    if $l[$open] =~ $beside;
		}
		if (defined $open && $s eq "}") {
			my $n = $i - $open + 1;
			say_fault("$f:" . ($open + 1) . ": a function of $n " .
			    "lines") if $n > 70;
			undef $open;
			undef $head;
		}
	}
}

for my $f (@ARGV) {
	open(my $in, "<", $f) or die "style: $f: $!\n";
	my @l = <$in>;
	chomp @l;
	my $max = $f =~ /\.h$/ && $f !~ m{^test/} ? 150 : 600;
	say_fault("$f:1: no SPDX line on top")
	    if ($l[0] // "") !~ /SPDX-License-Identifier: Apache-2\.0/;
	say_fault("$f:1: no #pragma once")
	    if $f =~ /\.h$/ && !grep { $_ eq "#pragma once" } @l;
	say_fault("$f: " . @l . " lines, at most $max") if @l > $max;
	lines_of($f, @l);
	$files++;
}
print "style: $files files, $faults faults\n";
exit($faults > 0 ? 1 : 0);
' -- "$@"
