# SPDX-License-Identifier: Apache-2.0
# Texts: English stands in the code as T("..."), TN("...", "..."), MSG("...")
# and in views as {{ t }} and {{ tn }}; Norwegian in lang/nb.*.po.
#
#   make texts         what is not translated yet, ready to be pasted
#   make texts-check   fails when a text lacks a Norwegian translation, or
#                      when patients could read a word of words.h
#
# Included by the Makefile; wants BUILD, GEN and GENH_ALL (views.h of all
# rooms, each with its views.c).

TEXTS_POT := $(BUILD)/lang/texts.pot
TEXTS_NB  := $(BUILD)/lang/nb.po
TEXTS_ALL := $(BUILD)/lang/merged.po
TEXTS_SRC = $(shell find src -name '*.c' | LC_ALL=C sort) \
	$(GENH_ALL:.h=.c)
XGETTEXT  = LC_ALL=C.UTF-8 xgettext --language=C --from-code=UTF-8 --keyword --keyword=T \
	--keyword=MSG --keyword=TN:1,2 --no-wrap --sort-by-file \
	--package-name=mellom

.PHONY: texts texts-check
$(TEXTS_POT): $(GENH_ALL) $(TEXTS_SRC) lang/lang.mk
	@mkdir -p $(@D)
	@# It warns of every letter that is not ASCII; we write UTF-8.
	@$(XGETTEXT) -o $@ $(TEXTS_SRC) 2> $@.log || { cat $@.log; exit 1; }

$(TEXTS_NB): $(wildcard lang/nb*.po) lang/lang.mk
	@mkdir -p $(@D)
	@msgcat --use-first --no-wrap -o $@ $(sort $(wildcard lang/nb*.po))

$(TEXTS_ALL): $(TEXTS_NB) $(TEXTS_POT)
	@msgmerge --quiet --no-fuzzy-matching --no-wrap -o $@ $^

TEXTS_MISSING = { msgattrib --untranslated --no-obsolete --no-wrap $<; \
	msgattrib --only-fuzzy --no-obsolete --no-wrap $<; }

texts: $(TEXTS_ALL)
	@$(TEXTS_MISSING)

# embed -po finds the rest: two translations of one text, a %1 that got lost.
texts-check: $(TEXTS_ALL) $(BUILD)/tools/embed
	@$(BUILD)/tools/embed -po -o $(BUILD)/lang/check.c \
	    $(sort $(wildcard lang/*.po))
	@msgattrib --only-obsolete --no-wrap $< | \
	    sed -n 's/^#~ msgid "\(..*\)"$$/texts: not used any more: "\1"/p'
	@$(TEXTS_MISSING) > $(BUILD)/lang/missing.po
	@if [ -s $(BUILD)/lang/missing.po ]; then \
	    sed -n '/^#: /p;/^msgid "..*"/p' $(BUILD)/lang/missing.po; \
	    echo "texts: not translated or fuzzy:" \
	    "$$(grep -c '^msgid "..*"' $(BUILD)/lang/missing.po)"; exit 1; fi
	@echo "texts: all translated"
	@sh tools/words.sh $<
