# SPDX-License-Identifier: Apache-2.0
# make check and what it is made of.

include lang/lang.mk
-include test/web.mk

UNIT := $(filter $(patsubst test/test_%.c,%,$(wildcard test/test_*.c)),$(ROOMS))
UNIT_BINS := $(UNIT:%=$(BUILD)/test/test_%)

.PHONY: layers banned format
# Each room includes only rooms above its own line of src/LAYERS.
layers:
	@sh tools/layers.sh
# Functions we do not call, and allocation outside base/ and the drivers.
banned: $(ARCHIVES) $(APP_OBJS)
	@sh tools/banned.sh $(BUILD)
