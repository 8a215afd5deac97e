# SPDX-License-Identifier: Apache-2.0
# The real browser. Pictures to look at: build/e2e/.
.PHONY: e2e
node_modules/playwright-core/package.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
# The same program, but a test moves its clock (test/e2e/clock.c).
$(BUILD)/test/mellom-clock: $(BUILD)/obj/test/e2e/clock.o \
    $(BUILD)/obj/main.o $(APP_OBJS) $(ARCHIVES) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $< \
	    $(BUILD)/obj/main.o $(APP_OBJS) \
	    -Wl,--whole-archive $(ARCHIVES) -Wl,--no-whole-archive \
	    $(EMBED_OBJS) $(LIBS)
e2e: $(BUILD)/mellom $(BUILD)/test/mellom-clock node_modules/playwright-core/package.json
	@MELLOM=$(BUILD)/mellom MELLOM_CLOCK=$(BUILD)/test/mellom-clock \
	    node test/e2e/run.mjs
