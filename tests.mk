# SPDX-License-Identifier: Apache-2.0
# make demo, make check and what they are made of.

include lang/lang.mk
-include test/web.mk
-include test/e2e/e2e.mk
-include test/ack/ack.mk
-include test/bench/bench.mk
-include test/sim/sim.mk

UNIT := $(filter $(patsubst test/test_%.c,%,$(wildcard test/test_*.c)),$(ROOMS))
UNIT_BINS := $(UNIT:%=$(BUILD)/test/test_%)

.PHONY: all demo check tests format tidy statements-build cppcheck unit archives layers banned clean check-clean
# Installs what is missing first: the flags of the build depend on it, so
# make starts anew.
PORT       ?= 8080
ADMIN_PORT ?= 8081
demo:
	@sh tools/deps.sh build
	@$(MAKE) --no-print-directory -j2 build/mellom
	@build/mellom demo --data build/demo --port $(PORT) \
	    --admin-port $(ADMIN_PORT)
check:
	@sh tools/deps.sh test
	@MAKE="$(MAKE) --no-print-directory" sh tools/check.sh
tests: $(UNIT_BINS) $(WEB_BINS)
statements-build: $(CHECKS:%=$(BUILD)/test/%)
# Columns, lengths, return types: clang-format cannot express our style.
format:
	@sh tools/style.sh
# What clang's analyzer and the bugprone checks find; .clang-tidy.
tidy: $(GENH_ALL)
	@sh tools/tidy.sh $(BUILD)
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

# --- heavier, not in make check; docs/results/runs.md has the last run -------
.PHONY: test-pg asan tsan fuzz cover size
# Every test on a PostgreSQL of its own.
test-pg: tests statements-build
	@uri=$$(sh test/pg.sh start $(BUILD)/pg) || exit 1; r=0; \
	for t in $(UNIT_BINS) $(WEB_BINS) $(BUILD)/test/check_statements; do \
	    MELLOM_TEST_PG=$$uri $$t || r=1; done; \
	sh test/pg.sh stop $(BUILD)/pg; exit $$r
asan:
	@$(MAKE) --no-print-directory -j2 SAN=1 test
# Threads: the writer, the loops, the gate; and a server under eight clients.
TSAN_TESTS := test_base test_db test_http test_vault web_smoke web_twice \
	web_faults web_offices
tsan:
	@$(MAKE) --no-print-directory -j2 build/test/ack build/mellom
	@$(MAKE) --no-print-directory -j2 SAN=thread build/thread/mellom \
	    $(TSAN_TESTS:%=build/thread/test/%)
	@sh tools/tsan.sh $(TSAN_TESTS)
# What the fuzzers found worth keeping is in test/corpus/fuzz/.
FUZZ := $(patsubst test/fuzz/fuzz_%.c,%,$(wildcard test/fuzz/fuzz_*.c))
FUZZ_S ?= 60
fuzz:
	@$(MAKE) --no-print-directory -j2 SAN=fuzz CC=clang-14 fuzz-build
	@for f in $(FUZZ); do mkdir -p build/fuzz/new/$$f; \
	    build/fuzz/clang/test/fuzz_$$f -max_total_time=$(FUZZ_S) \
	    -timeout=10 -rss_limit_mb=2000 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix=build/fuzz/$$f- build/fuzz/new/$$f \
	    test/corpus/fuzz/$$f || exit 1; \
	    build/fuzz/clang/test/fuzz_$$f -merge=1 -use_counters=0 \
	    -verbosity=0 \
	    test/corpus/fuzz/$$f build/fuzz/new/$$f || exit 1; \
	    echo "fuzz: $$f: $$(ls test/corpus/fuzz/$$f | wc -l) kept"; done
FUZZ_BINS := $(FUZZ:%=$(BUILD)/test/fuzz_%)
.PHONY: fuzz-build
fuzz-build: $(FUZZ_BINS)
$(FUZZ_BINS): $(BUILD)/test/fuzz_%: $(BUILD)/obj/test/fuzz/fuzz_%.o \
    $(ARCHIVES) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) -fsanitize=fuzzer,address,undefined -pthread \
	    -o $@ $< -Wl,--start-group $(ARCHIVES) -Wl,--end-group \
	    $(EMBED_OBJS) $(LIBS)
# Lines that the unit and the web tests run, room by room.
cover:
	@find build/cover -name '*.gcda' -delete 2>/dev/null || :
	@$(MAKE) --no-print-directory -j2 SAN=cover tests
	@sh tools/cover.sh
size: $(BUILD)/mellom
	@sh tools/size.sh $(BUILD)
