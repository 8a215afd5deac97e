-- The template a draft began with: sent days later, it still is one.
ALTER TABLE message_draft ADD COLUMN template TEXT NOT NULL DEFAULT '';
