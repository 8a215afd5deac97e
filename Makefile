# SPDX-License-Identifier: Apache-2.0
# Mellom.  `make demo` and `make check` are the two that matter; HACKING.md
# tells the rest.  SAN=1 builds with ASan and UBSan, SAN=thread with TSan,
# SAN=cover counts lines, CC=clang-14 builds with clang; each in a folder of
# its own.

CC      ?= gcc
ifeq ($(origin CC),default)
CC      := gcc
endif
SAN     ?=
BUILD   ?= build$(if $(SAN),/$(SAN:1=asan))$(if $(findstring clang,$(CC)),/clang)
GEN     := $(BUILD)/gen
VERSION := 0.1.0
ROOMS   := $(shell cat src/LAYERS)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wwrite-strings -Wcast-qual -Wformat=2 \
	-Wundef -Wswitch-enum -Wpointer-arith -Wnull-dereference -Werror
HARD := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
LDHARD := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
ifeq ($(SAN),thread)
OPT  := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
LDSAN := -fsanitize=thread
WARN += -Wno-null-dereference
else ifeq ($(SAN),cover)
OPT  := -O0 -g --coverage -fprofile-update=atomic
LDSAN := --coverage
WARN += -Wno-null-dereference -Wno-clobbered
else ifeq ($(SAN),fuzz)
OPT  := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined
LDSAN := -fsanitize=address,undefined
WARN += -Wno-null-dereference
else ifneq ($(SAN),)
OPT  := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined
LDSAN := -fsanitize=address,undefined
WARN += -Wno-null-dereference
else
OPT  := -O2 -g -D_FORTIFY_SOURCE=2
endif
# Not -ftrivial-auto-var-init=zero: gcc 12.2 then clears bytes that are no
# padding in locals set from a struct that holds an array of padded structs.
ifneq ($(findstring clang,$(CC)),)
WARN += -Wno-c2x-extensions -Wno-gnu-zero-variadic-macro-arguments \
	-Wno-gnu-auto-type
endif
PKGS   := libmicrohttpd sqlite3 libpq libsodium libcmark libfyaml jansson \
	libcurl
CFLAGS := -std=gnu2x $(OPT) $(WARN) $(HARD) -pthread -Isrc -I$(GEN) -Itest \
	-D_GNU_SOURCE -DMELLOM_VERSION='"$(VERSION)"' \
	$(shell pkg-config --cflags $(PKGS) 2>/dev/null)
# Spelling (mellom check): hunspell is C++.  Linked whole, so that no other
# command pays for finding and starting its libraries; as libraries where the
# archive is not there, and with the sanitizers, which want C++ as one.
HUNLIB := $(shell pkg-config --variable=libdir hunspell 2>/dev/null)
HUNWHOLE := -Wl,-Bstatic -lhunspell-1.7 -lstdc++ -Wl,-Bdynamic -static-libgcc
HUNSPELL := $(if $(SAN),,$(if $(wildcard $(HUNLIB)/libhunspell-1.7.a),$(HUNWHOLE)))
LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lzxcvbn \
	$(or $(HUNSPELL),$(shell pkg-config --libs hunspell 2>/dev/null)) -lm

# What the objects were made with: rewritten only when it changes, and then
# they are made anew.
FLAGS  := $(BUILD)/flags
FLAGS_NOW := $(CC) $(CFLAGS) $(LDHARD) $(LDSAN) $(LIBS)
$(shell mkdir -p $(BUILD))
ifneq ($(file <$(FLAGS)),$(FLAGS_NOW))
$(file >$(FLAGS),$(FLAGS_NOW))
endif

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
.SECONDEXPANSION:
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1) $@')
MAKEFLAGS += --no-builtin-rules

all: $(BUILD)/mellom

include assets/assets.mk

# --- generators: views -> C, files -> C ---------------------------------
TOOLCC := gcc -std=gnu2x -O1 -g $(filter-out -Werror,$(WARN)) -Isrc -D_GNU_SOURCE
MKVIEW := $(sort $(wildcard tools/mkview*.c))
$(BUILD)/tools/mkview: $(MKVIEW) tools/mkview.h
	@mkdir -p $(@D)
	$(Q)$(TOOLCC) -o $@ $(MKVIEW)
$(BUILD)/tools/embed: tools/embed.c
	@mkdir -p $(@D)
	$(Q)$(TOOLCC) -o $@ $<

rooms_to = $(shell sed '/^$(1)$$/q' src/LAYERS)
# $(1) room: src/ROOM/*.html -> gen/ROOM/views.c and views.h
define room_rules
VIEWS_$(1) := $$(sort $$(wildcard src/$(1)/*.html))
GENH_$(1)  := $$(if $$(VIEWS_$(1)),$(GEN)/$(1)/views.h)
ifneq ($$(VIEWS_$(1)),)
$(GEN)/$(1)/views.h: $$(VIEWS_$(1)) $(BUILD)/tools/mkview
	@mkdir -p $$(@D)
	$(Q)$(BUILD)/tools/mkview -o $(GEN)/$(1)/views $$(VIEWS_$(1))
$(GEN)/$(1)/views.c: $(GEN)/$(1)/views.h ;
endif
OBJS_$(1) := $$(patsubst src/%.c,$(BUILD)/obj/%.o,$$(sort $$(wildcard src/$(1)/*.c))) \
	$$(if $$(VIEWS_$(1)),$(BUILD)/obj/$(1)/views.o)
$$(OBJS_$(1)): | $$(foreach r,$$(call rooms_to,$(1)),$$(GENH_$$(r)))
$(BUILD)/$(1).a: $$(OBJS_$(1))
	@rm -f $$@
	$$(Q)ar rcs $$@ $$(OBJS_$(1))
endef
GENH_ALL = $(foreach r,$(ROOMS),$(GENH_$(r)))
$(foreach r,$(ROOMS),$(eval $(call room_rules,$(r))))

$(BUILD)/obj/%/views.o: $(GEN)/%/views.c $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/obj/%.o: src/%.c $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# Embedded files: SQL, texts, assets, content.
SQLFILES := $(sort $(wildcard src/db/sql/*.sql))
POFILES  := $(sort $(wildcard lang/*.po))
$(GEN)/embed_sql.c: $(BUILD)/tools/embed $(SQLFILES)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/embed -o $@ -n embedded_sql $(SQLFILES)
$(GEN)/embed_lang.c: $(BUILD)/tools/embed $(POFILES)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/embed -po -o $@ $(POFILES)
$(GEN)/embed_assets.c: $(BUILD)/tools/embed $(ASSETS)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/embed -o $@ -n embedded_assets $(ASSETS)
CONTENTFILES := $(sort $(shell find programmes instruments -type f \
	\( -name '*.md' -o -name '*.yaml' \) 2>/dev/null))
$(GEN)/embed_content.c: $(BUILD)/tools/embed $(CONTENTFILES)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/embed -o $@ -n embedded_content $(CONTENTFILES)
$(BUILD)/obj/embed_%.o: $(GEN)/embed_%.c $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

APP_OBJS := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter-out src/main.c,$(wildcard src/*.c)))
$(APP_OBJS) $(BUILD)/obj/main.o: | $(GENH_ALL)
EMBEDS   := sql lang assets content
EMBED_OBJS := $(EMBEDS:%=$(BUILD)/obj/embed_%.o)
ARCHIVES := $(ROOMS:%=$(BUILD)/%.a)

$(BUILD)/mellom: $(BUILD)/obj/main.o $(APP_OBJS) $(ARCHIVES) $(EMBED_OBJS)
	$(call say,LD)
	$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $@ $< $(APP_OBJS) \
	    -Wl,--whole-archive $(ARCHIVES) -Wl,--no-whole-archive \
	    $(EMBED_OBJS) $(LIBS)

# --- tests ---------------------------------------------------------------
# The simulated year ends with a look at what the list reads.
TEST_UP_reminders := caseload
# test/test_ROOM.c links the rooms up to its own; test/web_*.c everything.
define room_test
$(BUILD)/test/test_$(1): $(BUILD)/obj/test/test_$(1).o \
    $(patsubst %,$(BUILD)/%.a,$(call rooms_to,$(or $(TEST_UP_$(1)),$(1)))) \
    $(EMBED_OBJS)
	@mkdir -p $$(@D)
	$$(call say,LD)
	$$(Q)$(CC) $(OPT) $(LDHARD) $(LDSAN) -pthread -o $$@ $$< \
	    -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
	    $(EMBED_OBJS) $(LIBS)
endef
$(foreach r,$(ROOMS),$(eval $(call room_test,$(r))))
$(BUILD)/obj/test/%.o: test/%.c $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

-include tests.mk
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
