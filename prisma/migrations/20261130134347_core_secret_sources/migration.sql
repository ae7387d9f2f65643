-- Of invites, transfers and pickup codes that people came by, only the kind stays: what follows it opens something.
UPDATE "core_user" SET "source" = lower(split_part("source", '_', 1)) WHERE "source" ~* '^(staff|friend|pickup)_';
