# SPDX-License-Identifier: Apache-2.0
# make ack FAULT=kill N=50 [SEED=n]: what was acknowledged is there.
# Included by tests.mk; wants what the Makefile defines.
ifndef ACK_MK
ACK_MK := 1
FAULT ?= kill
N     ?= 50

ACK_OBJS := $(patsubst %,$(BUILD)/obj/test/ack/%.o,ack bites compare oracle \
	parts rows wire work) $(BUILD)/obj/test/page_read.o
$(filter $(BUILD)/obj/test/ack/%,$(ACK_OBJS)): | $(GENH_ALL)
$(BUILD)/test/ack: $(ACK_OBJS) $(ARCHIVES) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $(ACK_OBJS) \
	    -Wl,--whole-archive $(ARCHIVES) -Wl,--no-whole-archive \
	    $(EMBED_OBJS) $(LIBS)

.PHONY: ack
ack: $(BUILD)/mellom $(BUILD)/test/ack
	@MELLOM=$${MELLOM:-$(BUILD)/mellom} $(BUILD)/test/ack $(FAULT) $(N) $(SEED)
endif
