# site.css and site.js with their compressed siblings. `make assets`.
BUILD ?= build
NODE ?= node
BROTLI ?= brotli
DS_DIR = node_modules/@digdir/designsystemet-css
ASSET_CSS = $(sort $(wildcard assets/css/*.css))
ASSET_JS = $(sort $(wildcard assets/js/*.js))
SITE = $(BUILD)/assets/site.css $(BUILD)/assets/site.js
# Everything to embed: plain, brotli and gzip.
ASSETS = $(SITE) $(SITE:=.br) $(SITE:=.gz)

.PHONY: assets
assets: $(ASSETS)

# The package by version, exactly as locked.
$(DS_DIR)/package.json: package-lock.json package.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(BUILD)/assets/site.css: assets/bundle.mjs $(ASSET_CSS) $(DS_DIR)/package.json
	@mkdir -p $(@D)
	$(NODE) assets/bundle.mjs css $@ $(DS_DIR) $(ASSET_CSS)

$(BUILD)/assets/site.js: assets/bundle.mjs $(ASSET_JS)
	@mkdir -p $(@D)
	$(NODE) assets/bundle.mjs js $@ $(ASSET_JS)

$(BUILD)/assets/%.br: $(BUILD)/assets/%
	$(BROTLI) -q 11 -n -f -o $@ $<

# -n: no name, no time, so that the same source gives the same bytes.
$(BUILD)/assets/%.gz: $(BUILD)/assets/%
	gzip -9 -n -c $< > $@
