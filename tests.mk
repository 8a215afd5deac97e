# SPDX-License-Identifier: Apache-2.0
# make demo, make check and what they are made of.

include lang/lang.mk
-include test/web.mk
-include test/e2e/e2e.mk
-include test/ack/ack.mk
-include test/bench/bench.mk

UNIT := $(filter $(patsubst test/test_%.c,%,$(wildcard test/test_*.c)),$(ROOMS))
UNIT_BINS := $(UNIT:%=$(BUILD)/test/test_%)

.PHONY: all demo check tests statements-build cppcheck unit archives layers banned clean check-clean
# Installs what is missing first: the flags of the build depend on it, so
# make starts anew.
demo:
	@sh tools/deps.sh build
	@$(MAKE) --no-print-directory -j2 build/mellom
	@build/mellom demo --data build/demo --port 8080 --admin-port 8081
check:
	@sh tools/deps.sh test
	@MAKE="$(MAKE) --no-print-directory" sh tools/check.sh
tests: $(UNIT_BINS) $(WEB_BINS)
statements-build: $(CHECKS:%=$(BUILD)/test/%)
# What a compiler does not say; noise is left out by name.
cppcheck:
	@cppcheck -q -j2 --std=c11 --enable=warning,performance,portability \
	    --inline-suppr --error-exitcode=1 --library=posix \
	    --suppress=missingIncludeSystem --suppress=unknownMacro \
	    --suppress=syntaxError --suppress=preprocessorErrorDirective \
	    --suppress=internalAstError --suppress=readdirCalled -Isrc -D__GNUC__=12 src
test: tests
	@for t in $(UNIT_BINS) $(WEB_BINS); do $$t || exit 1; done
unit: $(UNIT_BINS)
archives: $(ARCHIVES) $(APP_OBJS)
# Each room includes only rooms above its own line of src/LAYERS.
layers:
	@sh tools/layers.sh
# Functions we do not call, and allocation outside base/ and the drivers.
banned: archives
	@sh tools/banned.sh $(BUILD)
# Both commands of the README in a minimal Debian 12 of its own.
check-clean:
	@sh tools/check_clean.sh
clean:
	rm -rf build
