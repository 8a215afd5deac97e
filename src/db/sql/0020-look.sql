-- How the pages look to whoever is signed in: flags, enum look of
-- html/frame.h; 0 as they come.
ALTER TABLE account ADD COLUMN look BIGINT NOT NULL DEFAULT 0;
