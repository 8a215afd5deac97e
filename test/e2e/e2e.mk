# SPDX-License-Identifier: Apache-2.0
# The real browser. Pictures to look at: build/e2e/.
.PHONY: e2e
node_modules/playwright-core/package.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
e2e: $(BUILD)/mellom node_modules/playwright-core/package.json
	@MELLOM=$(BUILD)/mellom node test/e2e/run.mjs
