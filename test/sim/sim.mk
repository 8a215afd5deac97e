# SPDX-License-Identifier: Apache-2.0
# make simyear [SEED=n PATIENTS=n DAYS=n]: a year of 1,000 patients.
# Included by tests.mk; wants what the Makefile defines.
ifndef SIM_MK
SIM_MK := 1
SEED     ?= 1
PATIENTS ?= 1000
DAYS     ?= 365

SIM_OBJS := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard test/sim/*.c))
$(SIM_OBJS): | $(GENH_ALL)
# Ids come from the seed: the linker changes these two for sim_tools.c's.
$(BUILD)/test/simyear: $(SIM_OBJS) $(ARCHIVES) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $(SIM_OBJS) \
	    -Wl,--wrap=id_random -Wl,--wrap=id_event \
	    -Wl,--start-group $(ARCHIVES) -Wl,--end-group \
	    $(EMBED_OBJS) $(LIBS)

.PHONY: simyear simyear-small
simyear: $(BUILD)/test/simyear
	@SIM=$(BUILD)/test/simyear SEED=$(SEED) PATIENTS=$(PATIENTS) \
	    DAYS=$(DAYS) sh test/sim/simyear.sh docs/results/simyear.md
# Part of make check.
simyear-small: $(BUILD)/test/simyear
	@SIM=$(BUILD)/test/simyear sh test/sim/simyear.sh small
endif
