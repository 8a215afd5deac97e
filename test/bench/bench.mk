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

.PHONY: bench
bench: $(BUILD)/mellom $(BUILD)/test/load
	@MELLOM=$${MELLOM:-$(BUILD)/mellom} LOAD=$(BUILD)/test/load \
	    sh test/bench/bench.sh docs/results/bench.md
endif
