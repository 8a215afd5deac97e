# SPDX-License-Identifier: Apache-2.0
# make bench: the table of performance.md for what exists, about five minutes.
# Included by tests.mk; wants what the Makefile defines.
ifndef BENCH_MK
BENCH_MK := 1
BENCH_OBJS := $(patsubst %,$(BUILD)/obj/test/%.o,bench/load bench/post \
	ack/wire page_read)
$(BUILD)/test/load: $(BENCH_OBJS) $(BUILD)/base.a $(BUILD)/http.a \
    $(BUILD)/html.a
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $(BENCH_OBJS) \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

CASE_OBJS := $(patsubst %,$(BUILD)/obj/test/bench/%.o,case_bench case_make)
$(CASE_OBJS): | $(GENH_ALL)
$(BUILD)/test/case_bench: $(CASE_OBJS) $(WEB_APP) $(WEB_ROOMS) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $(CASE_OBJS) \
	    $(WEB_APP) -Wl,--whole-archive $(WEB_ROOMS) \
	    -Wl,--no-whole-archive $(EMBED_OBJS) $(LIBS)

# About ten minutes and 5 GB; CASE_DIR=DIR keeps the clinics.
.PHONY: bench-caseload
bench-caseload: $(BUILD)/test/case_bench
	@CASE_BENCH=$< sh test/bench/caseload.sh docs/results/caseload.md

.PHONY: bench
bench: $(BUILD)/mellom $(BUILD)/test/load
	@MELLOM=$${MELLOM:-$(BUILD)/mellom} LOAD=$(BUILD)/test/load \
	    sh test/bench/bench.sh docs/results/bench.md
endif
