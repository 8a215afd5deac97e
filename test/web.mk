# SPDX-License-Identifier: Apache-2.0
# Tests of the whole program (test/web_*.c) and of all its statements.
# Included by tests.mk; wants what the Makefile defines.
ifndef WEB_MK
WEB_MK := 1

WEB := $(patsubst test/web_%.c,%,$(wildcard test/web_*.c))
WEB_BINS := $(WEB:%=$(BUILD)/test/web_%)
WEB_HELP := $(patsubst %,$(BUILD)/obj/test/%.o,client client_check \
	page_read world)
# The program without its command line, and so without the demo.
WEB_APP := $(patsubst %,$(BUILD)/obj/%.o,app app_content gate gate_page routes \
	serve tick)
WEB_ROOMS := $(filter-out $(BUILD)/demo.a,$(ARCHIVES))

$(WEB_BINS): $(BUILD)/test/web_%: $(BUILD)/obj/test/web_%.o $(WEB_HELP) \
    $(WEB_APP) $(WEB_ROOMS) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $< $(WEB_HELP) \
	    $(WEB_APP) -Wl,--whole-archive $(WEB_ROOMS) \
	    -Wl,--no-whole-archive $(EMBED_OBJS) $(LIBS)
# web_rights reads the table of routes as it is.
$(BUILD)/obj/test/client_check.o $(WEB:%=$(BUILD)/obj/test/web_%.o) \
    $(BUILD)/obj/test/world.o: | $(GENH_ALL)

# Every declared statement: bound to a patient? understood by both engines?
CHECKS := check_sql check_statements
$(CHECKS:%=$(BUILD)/test/%): $(BUILD)/test/%: $(BUILD)/obj/test/%.o \
    $(ARCHIVES) $(EMBED_OBJS)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $< \
	    -Wl,--whole-archive $(ARCHIVES) -Wl,--no-whole-archive \
	    $(EMBED_OBJS) $(LIBS)

.PHONY: web statements routes
# Who may open what, as people last saw it: a change shows in review.
routes: $(BUILD)/mellom
	@$(BUILD)/mellom routes | diff -u test/golden/routes.txt - && \
	    echo "routes: as in test/golden/routes.txt"
web: $(WEB_BINS)
	@r=0; for t in $(WEB_BINS); do $$t || r=1; done; exit $$r
statements: $(CHECKS:%=$(BUILD)/test/%)
	@r=0; for t in $^; do $$t || r=1; done; exit $$r
endif
