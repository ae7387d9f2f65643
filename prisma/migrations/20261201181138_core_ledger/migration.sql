-- CreateTable
CREATE TABLE "core_ledger_subject" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" BIGINT,

    CONSTRAINT "core_ledger_subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_ledger_account" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID,
    "entity" TEXT,
    "currency" TEXT NOT NULL,
    "is_stored" BOOLEAN NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "core_ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_ledger_posting" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "legs" INTEGER NOT NULL,
    "reverses" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT,

    CONSTRAINT "core_ledger_posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_ledger_entry" (
    "account_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "posting_id" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "seq" BIGINT,
    "balance_after" BIGINT,

    CONSTRAINT "core_ledger_entry_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "core_ledger_hold" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "split" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "posting_id" BIGINT,

    CONSTRAINT "core_ledger_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_ledger_hold_part" (
    "hold_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "is_open" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "core_ledger_hold_part_pkey" PRIMARY KEY ("hold_id","position")
);

-- CreateTable
CREATE TABLE "core_ledger_roll_up" (
    "account_id" BIGINT NOT NULL,
    "balance" BIGINT NOT NULL,
    "through" BIGINT NOT NULL,

    CONSTRAINT "core_ledger_roll_up_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "core_ledger_seal" (
    "day" TEXT NOT NULL,
    "through" BIGINT NOT NULL,
    "postings" BIGINT NOT NULL,
    "sha" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_ledger_seal_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "core_ledger_finding" (
    "check" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_ledger_finding_pkey" PRIMARY KEY ("check")
);

-- CreateIndex
CREATE UNIQUE INDEX "core_ledger_subject_user_id_key" ON "core_ledger_subject"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "core_ledger_posting_key_key" ON "core_ledger_posting"("key");

-- CreateIndex
CREATE INDEX "core_ledger_entry_posting_id_idx" ON "core_ledger_entry"("posting_id");

-- CreateIndex
CREATE UNIQUE INDEX "core_ledger_hold_key_key" ON "core_ledger_hold"("key");

-- AddForeignKey
ALTER TABLE "core_ledger_hold_part" ADD CONSTRAINT "core_ledger_hold_part_hold_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "core_ledger_hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the balances of the system are summed from, and what pages of a statement are read by, is the primary key of entries. The other indexes:
CREATE UNIQUE INDEX "core_ledger_entry_account_id_seq_key" ON "core_ledger_entry" ("account_id", "seq") WHERE "seq" IS NOT NULL;
CREATE UNIQUE INDEX "core_ledger_posting_reverses_key" ON "core_ledger_posting" ("reverses") WHERE "reverses" IS NOT NULL;
CREATE UNIQUE INDEX "core_ledger_account_subject_id_kind_currency_key"
  ON "core_ledger_account" ("subject_id", "kind", "currency") WHERE "subject_id" IS NOT NULL;
CREATE UNIQUE INDEX "core_ledger_account_entity_kind_currency_key"
  ON "core_ledger_account" ("entity", "kind", "currency") WHERE "entity" IS NOT NULL;
CREATE UNIQUE INDEX "core_ledger_account_kind_currency_key"
  ON "core_ledger_account" ("kind", "currency") WHERE "subject_id" IS NULL AND "entity" IS NULL;
CREATE INDEX "core_ledger_hold_expires_at_idx" ON "core_ledger_hold" ("expires_at") WHERE "state" = 'open';
CREATE INDEX "core_ledger_hold_part_account_id_expires_at_idx" ON "core_ledger_hold_part" ("account_id", "expires_at") WHERE "is_open";

-- Every statement parses the CHECKs of its table anew, so those of the hot tables are few. Whose an account is, is checked when it appears (below)
-- and never changes; how many legs a posting has, and what goes with a number, is seen to by the triggers on entries.
ALTER TABLE "core_ledger_account"
  ADD CONSTRAINT "core_ledger_account_balance_check" CHECK ("balance" >= "held" AND "held" >= 0 AND ("is_stored" OR "balance" = 0));
ALTER TABLE "core_ledger_entry"
  ADD CONSTRAINT "core_ledger_entry_amount_check"
    CHECK ("amount" <> 0 AND "amount" BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "core_ledger_hold"
  ADD CONSTRAINT "core_ledger_hold_split_check" CHECK ("split" IN ('in-order', 'in-proportion')),
  ADD CONSTRAINT "core_ledger_hold_amount_check" CHECK ("amount" BETWEEN 1 AND 1000000000000000),
  ADD CONSTRAINT "core_ledger_hold_state_check" CHECK (
    "state" IN ('open', 'captured', 'released', 'expired') AND ("state" = 'open') = ("ended_at" IS NULL)
    AND ("state" = 'captured') = ("posting_id" IS NOT NULL)
  );
ALTER TABLE "core_ledger_hold_part" ADD CONSTRAINT "core_ledger_hold_part_amount_check" CHECK ("amount" > 0);

-- Nothing that was written is changed or taken away.

CREATE FUNCTION "core_ledger_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: post what takes it back instead of % on what is there', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "core_ledger_posting_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "core_ledger_posting"
  FOR EACH STATEMENT EXECUTE FUNCTION "core_ledger_append_only"();
CREATE TRIGGER "core_ledger_entry_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "core_ledger_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "core_ledger_append_only"();
CREATE TRIGGER "core_ledger_account_no_delete" BEFORE DELETE OR TRUNCATE ON "core_ledger_account"
  FOR EACH STATEMENT EXECUTE FUNCTION "core_ledger_append_only"();

CREATE FUNCTION "core_ledger_account_fixed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Only entries move the balance of an account, and it stays whose it is: post instead'
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "core_ledger_account_no_change" BEFORE UPDATE OF "id", "kind", "subject_id", "entity", "currency", "is_stored"
  ON "core_ledger_account" FOR EACH STATEMENT EXECUTE FUNCTION "core_ledger_account_fixed"();
-- At depth 0 somebody wrote the UPDATE; at depth 1 the trigger on entries did.
CREATE TRIGGER "core_ledger_account_no_move" BEFORE UPDATE OF "balance", "seq" ON "core_ledger_account"
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "core_ledger_account_fixed"();

CREATE TRIGGER "core_ledger_account_one_owner" BEFORE INSERT ON "core_ledger_account" FOR EACH ROW
  WHEN (num_nonnulls(NEW."subject_id", NEW."entity") > 1 OR NEW."balance" <> 0 OR NEW."seq" <> 0)
  EXECUTE FUNCTION "core_ledger_account_fixed"();

-- An entry of a stored account moves it: here alone, and its number and the balance after it come from here alone. Whoever inserts says 0 for the
-- number, and inserts in the order of the accounts' ids, because this locks them. What is missing may be with holds that have expired (by the
-- posting's time); else it is a refusal.
CREATE FUNCTION "core_ledger_entry_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
  of_currency text;
BEGIN
  UPDATE core_ledger_account SET balance = balance + NEW.amount, seq = seq + 1
  WHERE id = NEW.account_id AND is_stored AND balance + NEW.amount >= held RETURNING seq, balance INTO NEW.seq, NEW.balance_after;
  IF NOT FOUND THEN
    -- An UPDATE that finds nothing locks nothing, and accounts are locked before holds.
    PERFORM FROM core_ledger_account WHERE id = NEW.account_id FOR NO KEY UPDATE;
    PERFORM core_ledger_free_expired(NEW.account_id, (SELECT at FROM core_ledger_posting WHERE id = NEW.posting_id));
    UPDATE core_ledger_account SET balance = balance + NEW.amount, seq = seq + 1
    WHERE id = NEW.account_id AND is_stored AND balance + NEW.amount >= held RETURNING seq, balance INTO NEW.seq, NEW.balance_after;
    IF NOT FOUND THEN
      SELECT held - balance - NEW.amount, currency INTO missing, of_currency FROM core_ledger_account WHERE id = NEW.account_id AND is_stored;
      IF missing IS NULL THEN
        RAISE EXCEPTION 'There is no stored account %', NEW.account_id USING ERRCODE = 'check_violation';
      END IF;
      RAISE EXCEPTION 'core-ledger-too-little' USING ERRCODE = 'LG001', DETAIL = missing || '|' || of_currency;
    END IF;
  END IF;
  -- Drawn under the lock: in a stored account ids and numbers grow together.
  NEW.id := nextval('core_ledger_entry_id_seq');
  RETURN NEW;
END $$;

CREATE TRIGGER "core_ledger_entry_moves" BEFORE INSERT ON "core_ledger_entry" FOR EACH ROW
  WHEN (NEW."seq" IS NOT NULL OR NEW."balance_after" IS NOT NULL) EXECUTE FUNCTION "core_ledger_entry_moves"();

-- What one INSERT of entries has to be: whole postings, each summing to 0 in each currency, on accounts that there are, each by its nature.
-- Plans are made under the settings of the functions that insert.
CREATE FUNCTION "core_ledger_entries_added"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong bigint;
BEGIN
  SELECT sums.posting_id INTO wrong FROM (
    SELECT fresh.posting_id, sum(fresh.amount) AS total,
      (SELECT currency FROM core_ledger_account WHERE id = fresh.account_id AND is_stored = (fresh.seq IS NOT NULL)) AS currency
    FROM fresh GROUP BY 1, 3
  ) sums WHERE sums.total <> 0 OR sums.currency IS NULL
    OR (SELECT legs FROM core_ledger_posting WHERE id = sums.posting_id)
      IS DISTINCT FROM (SELECT count(*) FROM core_ledger_entry entry WHERE entry.posting_id = sums.posting_id) LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'Posting % does not come whole in one INSERT, or does not sum to 0 in each currency, or names an account that there is not', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "core_ledger_entry_added" AFTER INSERT ON "core_ledger_entry" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION "core_ledger_entries_added"();

-- Lock order everywhere: keys in order, accounts in the order of their ids, then holds; afterwards everything is read anew. A refusal is an
-- exception of class LG, so that nothing of it stays: LG001 too little (detail: <missing>|<currency>), LG002 key conflict, LG003 hold resolved,
-- LG004 hold expired, LG005 reversed, LG006 frozen, LG007 unknown.

-- The account, which appears at first use.
CREATE FUNCTION "core_ledger_account_of"(p_kind text, p_user bigint, p_entity text, p_currency text, p_stored boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  subject uuid;
  found_id bigint;
BEGIN
  LOOP
    IF p_user IS NOT NULL THEN
      SELECT id INTO subject FROM core_ledger_subject WHERE user_id = p_user;
      IF subject IS NULL THEN
        INSERT INTO core_ledger_subject (user_id) VALUES (p_user) ON CONFLICT (user_id) DO NOTHING;
        SELECT id INTO subject FROM core_ledger_subject WHERE user_id = p_user;
      END IF;
      SELECT id INTO found_id FROM core_ledger_account WHERE subject_id = subject AND kind = p_kind AND currency = p_currency;
    ELSIF p_entity IS NOT NULL THEN
      SELECT id INTO found_id FROM core_ledger_account WHERE entity = p_entity AND kind = p_kind AND currency = p_currency;
    ELSE
      SELECT id INTO found_id FROM core_ledger_account
      WHERE kind = p_kind AND currency = p_currency AND subject_id IS NULL AND entity IS NULL;
    END IF;
    EXIT WHEN found_id IS NOT NULL;
    INSERT INTO core_ledger_account (kind, subject_id, entity, currency, is_stored)
    VALUES (p_kind, subject, p_entity, p_currency, p_stored) ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN found_id;
END $$;

-- Frees what expired holds keep of an account that is locked; the holds themselves are ended by the job. Returns how much.
CREATE FUNCTION "core_ledger_free_expired"(p_account bigint, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  freed bigint;
BEGIN
  WITH done AS (
    UPDATE core_ledger_hold_part part SET is_open = false
    WHERE part.account_id = p_account AND part.is_open AND part.expires_at <= p_now
    RETURNING part.amount
  ) SELECT coalesce(sum(amount), 0) INTO freed FROM done;
  IF freed > 0 THEN
    UPDATE core_ledger_account SET held = held - freed WHERE id = p_account;
  END IF;
  RETURN freed;
END $$;

-- Somebody may have left while their account was waited for: then nothing is put where nobody finds it.
CREATE FUNCTION "core_ledger_require_owner"(p_account bigint, p_user bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT user_id FROM core_ledger_subject WHERE id = (SELECT subject_id FROM core_ledger_account WHERE id = p_account))
    IS DISTINCT FROM p_user THEN
    RAISE EXCEPTION 'Whoever account % belonged to has left', p_account USING ERRCODE = 'serialization_failure';
  END IF;
END $$;

-- Enters the legs of the postings that are new.
CREATE FUNCTION "core_ledger_enter"(
  ids bigint[], a_ids bigint[], a_kinds text[], a_users bigint[], a_entities text[], a_currencies text[], a_stored boolean[],
  l_postings int[], l_accounts int[], l_amounts bigint[]
) RETURNS void LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  FOR n IN 1..cardinality(a_ids) LOOP
    IF a_users[n] IS NOT NULL THEN
      a_ids[n] := (
        SELECT id FROM core_ledger_account
        WHERE subject_id = (SELECT id FROM core_ledger_subject WHERE user_id = a_users[n]) AND kind = a_kinds[n] AND currency = a_currencies[n]
      );
    END IF;
    IF a_ids[n] IS NULL THEN
      a_ids[n] := core_ledger_account_of(a_kinds[n], a_users[n], a_entities[n], a_currencies[n], a_stored[n]);
    END IF;
  END LOOP;
  -- In the order of the accounts, which is the order of their locks, and on one account in the order given.
  INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq)
  SELECT ids[leg.posting], a_ids[leg.account], leg.amount, CASE WHEN a_stored[leg.account] THEN 0 END
  FROM unnest(l_postings, l_accounts, l_amounts) WITH ORDINALITY AS leg (posting, account, amount, n)
  WHERE ids[leg.posting] IS NOT NULL ORDER BY a_ids[leg.account], leg.n;
  FOR n IN 1..cardinality(a_ids) LOOP
    IF a_users[n] IS NOT NULL THEN
      PERFORM core_ledger_require_owner(a_ids[n], a_users[n]);
    END IF;
  END LOOP;
END $$;

-- Posts, in the order given; the keys differ. a_… describes each account once, in an order that is the same for all callers (a_ids: those that the
-- caller knows, else NULL); l_… the legs, with the places of their posting and of their account. Returns the ids in the order of the keys, with a minus
-- where it had been posted: `12,-7`.
CREATE FUNCTION "core_ledger_post"(
  p_now timestamptz, p_correlation text, p_pays_out boolean,
  p_keys text[], p_shas text[], p_reasons text[], p_entities text[], p_legs int[],
  a_ids bigint[], a_kinds text[], a_users bigint[], a_entities text[], a_currencies text[], a_stored boolean[],
  l_postings int[], l_accounts int[], l_amounts bigint[]
) RETURNS text LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids bigint[];
  old record;
BEGIN
  IF cardinality(p_keys) = 1 THEN
    INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at, correlation_id)
    VALUES (p_keys[1], p_shas[1], p_reasons[1], p_entities[1], p_legs[1], p_now, p_correlation)
    ON CONFLICT (key) DO NOTHING RETURNING ARRAY[id] INTO ids;
    ids := coalesce(ids, '{NULL}');
  ELSE
    WITH added AS (
      INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at, correlation_id)
      SELECT wanted.key, wanted.sha, wanted.reason, wanted.entity, wanted.legs, p_now, p_correlation
      FROM unnest(p_keys, p_shas, p_reasons, p_entities, p_legs) AS wanted (key, sha, reason, entity, legs)
      ORDER BY wanted.key ON CONFLICT (key) DO NOTHING RETURNING id, key
    ) SELECT array_agg(added.id ORDER BY wanted.n) INTO ids
    FROM unnest(p_keys) WITH ORDINALITY AS wanted (key, n) LEFT JOIN added ON added.key = wanted.key;
  END IF;
  -- What was posted before is answered also while payouts wait, and makes no account of somebody who has left since.
  IF num_nonnulls(VARIADIC ids) > 0 THEN
    IF p_pays_out AND EXISTS (SELECT FROM core_ledger_finding) THEN
      RAISE EXCEPTION 'core-ledger-frozen' USING ERRCODE = 'LG006';
    END IF;
    PERFORM core_ledger_enter(ids, a_ids, a_kinds, a_users, a_entities, a_currencies, a_stored, l_postings, l_accounts, l_amounts);
  END IF;

  IF array_position(ids, NULL) IS NOT NULL THEN
    FOR n IN 1..cardinality(p_keys) LOOP
      IF ids[n] IS NULL THEN
        SELECT id, sha INTO old FROM core_ledger_posting WHERE key = p_keys[n];
        IF old.sha <> p_shas[n] THEN
          RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = p_keys[n];
        END IF;
        ids[n] := -old.id;
      END IF;
    END LOOP;
  END IF;
  RETURN array_to_string(ids, ',');
END $$;

-- The same for what most postings are, an amount between two accounts, which come in the order that is the same for all callers: without arrays,
-- which take a quarter of the time. The first gets the amount, which may be below 0, the second gives it.
CREATE FUNCTION "core_ledger_move"(
  p_now timestamptz, p_correlation text, p_pays_out boolean, p_key text, p_sha text, p_reason text, p_entity text, p_currency text, p_amount bigint,
  a_id bigint, a_kind text, a_user bigint, a_entity text, a_stored boolean,
  b_id bigint, b_kind text, b_user bigint, b_entity text, b_stored boolean
) RETURNS text LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  posting bigint;
  old_sha text;
BEGIN
  INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at, correlation_id)
  VALUES (p_key, p_sha, p_reason, p_entity, 2, p_now, p_correlation) ON CONFLICT (key) DO NOTHING RETURNING id INTO posting;
  IF posting IS NULL THEN
    SELECT id, sha INTO posting, old_sha FROM core_ledger_posting WHERE key = p_key;
    IF old_sha <> p_sha THEN
      RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = p_key;
    END IF;
    RETURN '-' || posting;
  END IF;
  IF p_pays_out AND EXISTS (SELECT FROM core_ledger_finding) THEN
    RAISE EXCEPTION 'core-ledger-frozen' USING ERRCODE = 'LG006';
  END IF;

  IF a_user IS NOT NULL THEN
    SELECT id INTO a_id FROM core_ledger_account
    WHERE subject_id = (SELECT id FROM core_ledger_subject WHERE user_id = a_user) AND kind = a_kind AND currency = p_currency;
  END IF;
  IF b_user IS NOT NULL THEN
    SELECT id INTO b_id FROM core_ledger_account
    WHERE subject_id = (SELECT id FROM core_ledger_subject WHERE user_id = b_user) AND kind = b_kind AND currency = p_currency;
  END IF;
  IF a_id IS NULL THEN
    a_id := core_ledger_account_of(a_kind, a_user, a_entity, p_currency, a_stored);
  END IF;
  IF b_id IS NULL THEN
    b_id := core_ledger_account_of(b_kind, b_user, b_entity, p_currency, b_stored);
  END IF;
  IF a_id < b_id THEN
    INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq)
    VALUES (posting, a_id, p_amount, CASE WHEN a_stored THEN 0 END), (posting, b_id, -p_amount, CASE WHEN b_stored THEN 0 END);
  ELSE
    INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq)
    VALUES (posting, b_id, -p_amount, CASE WHEN b_stored THEN 0 END), (posting, a_id, p_amount, CASE WHEN a_stored THEN 0 END);
  END IF;
  IF a_user IS NOT NULL THEN
    PERFORM core_ledger_require_owner(a_id, a_user);
  END IF;
  IF b_user IS NOT NULL THEN
    PERFORM core_ledger_require_owner(b_id, b_user);
  END IF;
  RETURN posting;
END $$;

-- Divides an amount that the caps can bear. `in-order`: each gives what it has, the first first. `in-proportion`: by weight, within the caps, by
-- largest remainder; ties go to the lower account id.
CREATE FUNCTION "core_ledger_split"(p_amount bigint, p_split text, p_ids bigint[], p_weights bigint[], p_caps bigint[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  size int := cardinality(p_ids);
  parts bigint[] := array_fill(0::bigint, ARRAY[cardinality(p_ids)]);
  full_up boolean[] := array_fill(false, ARRAY[cardinality(p_ids)]);
  remaining numeric := p_amount;
  weight numeric;
  again boolean := true;
  place int;
BEGIN
  IF p_split = 'in-order' THEN
    FOR n IN 1..size LOOP
      parts[n] := least(remaining, p_caps[n]);
      remaining := remaining - parts[n];
    END LOOP;
    RETURN parts;
  END IF;

  -- Whoever would give more than the cap gives the cap; the others share the rest, which may bring more of them to theirs.
  WHILE again LOOP
    again := false;
    SELECT coalesce(sum(w), 0) INTO weight FROM unnest(p_weights, full_up) AS one (w, is_full) WHERE NOT is_full;
    FOR n IN 1..size LOOP
      IF NOT full_up[n] AND remaining * p_weights[n] > p_caps[n] * weight THEN
        full_up[n] := true;
        parts[n] := p_caps[n];
        again := true;
      END IF;
    END LOOP;
    SELECT p_amount - coalesce(sum(part), 0) INTO remaining FROM unnest(parts, full_up) AS one (part, is_full) WHERE is_full;
  END LOOP;
  FOR n IN 1..size LOOP
    IF NOT full_up[n] AND weight > 0 THEN
      parts[n] := div(remaining * p_weights[n], weight);
    END IF;
  END LOOP;
  FOR place IN
    SELECT one.n FROM unnest(p_ids, p_weights, full_up) WITH ORDINALITY AS one (id, w, is_full, n)
    WHERE NOT one.is_full AND weight > 0
    ORDER BY mod(remaining * one.w, weight) DESC, one.id
    LIMIT (SELECT p_amount - sum(part) FROM unnest(parts) AS part)
  LOOP
    parts[place] := parts[place] + 1;
  END LOOP;
  RETURN parts;
END $$;

-- Sets money aside. a_… describes the accounts in the order of the draw, a_order the order in which new ones appear, which is the same for all
-- callers; a_most what each may give, NULL = whatever it has.
CREATE FUNCTION "core_ledger_hold"(
  p_now timestamptz, p_pays_out boolean, p_key text, p_sha text, p_reason text, p_entity text, p_expires timestamptz, p_split text, p_amount bigint,
  a_kinds text[], a_users bigint[], a_entities text[], a_currencies text[], a_most bigint[], a_order int[]
) RETURNS TABLE (hold_id text, is_created boolean, draw int, amount text)
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  size int := cardinality(a_kinds);
  ids bigint[] := array_fill(0::bigint, ARRAY[cardinality(a_kinds)]);
  available bigint[] := ids;
  caps bigint[] := ids;
  parts bigint[];
  id_of_hold bigint;
  found record;
  n int;
BEGIN
  INSERT INTO core_ledger_hold (key, sha, reason, entity, amount, split, at, expires_at)
  VALUES (p_key, p_sha, p_reason, p_entity, p_amount, p_split, p_now, p_expires)
  ON CONFLICT (key) DO NOTHING RETURNING id INTO id_of_hold;
  IF id_of_hold IS NULL THEN
    SELECT id, sha INTO found FROM core_ledger_hold WHERE key = p_key;
    IF found.sha <> p_sha THEN
      RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = p_key;
    END IF;
    id_of_hold := found.id;
    -- Somebody who has left since gets no account.
    FOR n IN 1..size LOOP
      IF a_users[n] IS NULL OR EXISTS (SELECT FROM core_ledger_subject WHERE user_id = a_users[n]) THEN
        ids[n] := core_ledger_account_of(a_kinds[n], a_users[n], a_entities[n], a_currencies[n], true);
      END IF;
    END LOOP;
    FOR found IN SELECT part.account_id, part.amount AS given FROM core_ledger_hold_part part
      WHERE part.hold_id = id_of_hold ORDER BY part.position
    LOOP
      hold_id := id_of_hold::text;
      is_created := false;
      draw := array_position(ids, found.account_id);
      amount := found.given::text;
      RETURN NEXT;
    END LOOP;
    RETURN;
  END IF;
  IF p_pays_out AND EXISTS (SELECT FROM core_ledger_finding) THEN
    RAISE EXCEPTION 'core-ledger-frozen' USING ERRCODE = 'LG006';
  END IF;

  FOREACH n IN ARRAY a_order LOOP
    ids[n] := core_ledger_account_of(a_kinds[n], a_users[n], a_entities[n], a_currencies[n], true);
  END LOOP;
  FOR found IN
    SELECT id, balance - held AS free FROM core_ledger_account WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE
  LOOP
    available[array_position(ids, found.id)] := found.free;
  END LOOP;
  FOR n IN 1..size LOOP
    available[n] := available[n] + core_ledger_free_expired(ids[n], p_now);
    caps[n] := least(available[n], coalesce(a_most[n], available[n]));
  END LOOP;
  IF (SELECT sum(cap) FROM unnest(caps) AS cap) < p_amount THEN
    RAISE EXCEPTION 'core-ledger-too-little' USING ERRCODE = 'LG001',
      DETAIL = (p_amount - (SELECT sum(cap) FROM unnest(caps) AS cap)) || '|' || a_currencies[1];
  END IF;
  parts := core_ledger_split(p_amount, p_split, ids, available, caps);

  UPDATE core_ledger_account account SET held = account.held + taken.part
  FROM unnest(ids, parts) AS taken (id, part) WHERE account.id = taken.id AND taken.part > 0;
  INSERT INTO core_ledger_hold_part (hold_id, position, account_id, amount, expires_at)
  SELECT id_of_hold, row_number() OVER (ORDER BY taken.n), taken.id, taken.part, p_expires
  FROM unnest(ids, parts) WITH ORDINALITY AS taken (id, part, n) WHERE taken.part > 0;
  FOR n IN 1..size LOOP
    IF parts[n] > 0 THEN
      hold_id := id_of_hold::text;
      is_created := true;
      draw := n;
      amount := parts[n]::text;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- Locks the accounts of a hold, and one more, in order; then the hold. Returns it as it is now; its id is NULL when there is none.
CREATE FUNCTION "core_ledger_lock_hold"(p_hold bigint, p_more bigint) RETURNS core_ledger_hold
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  hold core_ledger_hold;
BEGIN
  PERFORM FROM core_ledger_account
  WHERE id = ANY (array_append((SELECT array_agg(account_id) FROM core_ledger_hold_part WHERE hold_id = p_hold), p_more)) AND is_stored
  ORDER BY id FOR NO KEY UPDATE;
  SELECT * INTO hold FROM core_ledger_hold WHERE id = p_hold FOR NO KEY UPDATE;
  RETURN hold;
END $$;

-- Frees the open parts of a hold whose accounts are locked.
CREATE FUNCTION "core_ledger_free_parts"(p_hold bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH freed AS (
    UPDATE core_ledger_hold_part SET is_open = false WHERE hold_id = p_hold AND is_open RETURNING account_id, amount
  ) UPDATE core_ledger_account account SET held = account.held - freed.amount FROM freed WHERE account.id = freed.account_id;
END $$;

-- Posts a hold, or so much of it (NULL = all), to an account; the rest is freed.
CREATE FUNCTION "core_ledger_capture"(
  p_now timestamptz, p_correlation text, p_pays_out boolean, p_hold bigint, p_amount bigint, p_sha text,
  p_kind text, p_user bigint, p_entity text, p_currency text, p_stored boolean
) RETURNS TABLE (posting_id text, is_created boolean)
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  hold core_ledger_hold;
  target bigint;
  ids bigint[];
  amounts bigint[];
  parts bigint[];
  posting bigint;
  old_sha text;
BEGIN
  -- What has ended stays so, and makes no account.
  IF (SELECT state FROM core_ledger_hold WHERE id = p_hold) = 'open' THEN
    target := core_ledger_account_of(p_kind, p_user, p_entity, p_currency, p_stored);
  END IF;
  hold := core_ledger_lock_hold(p_hold, target);
  IF target IS NOT NULL AND p_user IS NOT NULL THEN
    PERFORM core_ledger_require_owner(target, p_user);
  END IF;
  IF hold.id IS NULL THEN
    RAISE EXCEPTION 'core-ledger-unknown' USING ERRCODE = 'LG007';
  END IF;
  IF hold.state = 'captured' THEN
    SELECT sha INTO old_sha FROM core_ledger_posting WHERE id = hold.posting_id;
    IF old_sha = p_sha THEN
      posting_id := hold.posting_id::text;
      is_created := false;
      RETURN NEXT;
      RETURN;
    END IF;
    RAISE EXCEPTION 'core-ledger-hold-resolved' USING ERRCODE = 'LG003';
  END IF;
  IF hold.state = 'released' THEN
    RAISE EXCEPTION 'core-ledger-hold-resolved' USING ERRCODE = 'LG003';
  END IF;
  IF hold.state = 'expired' OR hold.expires_at <= p_now
    OR EXISTS (SELECT FROM core_ledger_hold_part part WHERE part.hold_id = p_hold AND NOT part.is_open) THEN
    RAISE EXCEPTION 'core-ledger-hold-expired' USING ERRCODE = 'LG004';
  END IF;
  IF p_amount IS NOT NULL AND p_amount NOT BETWEEN 1 AND hold.amount THEN
    RAISE EXCEPTION 'A hold of % cannot be captured with %', hold.amount, p_amount USING ERRCODE = 'check_violation';
  END IF;
  IF p_pays_out AND EXISTS (SELECT FROM core_ledger_finding) THEN
    RAISE EXCEPTION 'core-ledger-frozen' USING ERRCODE = 'LG006';
  END IF;

  PERFORM core_ledger_free_parts(p_hold);
  SELECT array_agg(part.account_id ORDER BY part.position), array_agg(part.amount ORDER BY part.position)
    INTO ids, amounts FROM core_ledger_hold_part part WHERE part.hold_id = p_hold;
  parts := core_ledger_split(coalesce(p_amount, hold.amount), hold.split, ids, amounts, amounts);
  INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at, correlation_id)
  VALUES (hold.key || ':capture', p_sha, hold.reason, hold.entity, 1 + (SELECT count(*) FROM unnest(parts) AS part WHERE part > 0), p_now, p_correlation)
  ON CONFLICT (key) DO NOTHING RETURNING id INTO posting;
  IF posting IS NULL THEN
    RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = hold.key || ':capture';
  END IF;
  INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq)
  SELECT posting, moved.id, moved.amount, moved.seq FROM (
    SELECT part.id, -part.amount AS amount, 0 AS seq FROM unnest(ids, parts) AS part (id, amount) WHERE part.amount > 0
    UNION ALL SELECT target, coalesce(p_amount, hold.amount), CASE WHEN p_stored THEN 0 END
  ) moved ORDER BY moved.id;
  UPDATE core_ledger_hold SET state = 'captured', ended_at = p_now, posting_id = posting WHERE id = p_hold;
  posting_id := posting::text;
  is_created := true;
  RETURN NEXT;
END $$;

-- Ends an open hold, without a posting: `released` at once, `expired` from its instant on. Returns whether it did.
CREATE FUNCTION "core_ledger_end_hold"(p_now timestamptz, p_hold bigint, p_state text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  hold core_ledger_hold;
BEGIN
  hold := core_ledger_lock_hold(p_hold, NULL);
  IF hold.id IS NULL THEN
    RAISE EXCEPTION 'core-ledger-unknown' USING ERRCODE = 'LG007';
  END IF;
  IF hold.state = 'captured' AND p_state = 'released' THEN
    RAISE EXCEPTION 'core-ledger-hold-resolved' USING ERRCODE = 'LG003';
  END IF;
  IF hold.state <> 'open' OR (p_state = 'expired' AND hold.expires_at > p_now) THEN
    RETURN false;
  END IF;
  PERFORM core_ledger_free_parts(p_hold);
  UPDATE core_ledger_hold SET state = p_state, ended_at = p_now WHERE id = p_hold;
  RETURN true;
END $$;

-- Posts a posting's mirror image, once. What a person's account cannot give back any more is refused, or becomes a debt of that person.
CREATE FUNCTION "core_ledger_reverse"(
  p_now timestamptz, p_correlation text, p_posting bigint, p_key text, p_sha text, p_receivable text
) RETURNS TABLE (posting_id text, is_created boolean)
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  original core_ledger_posting;
  posting bigint;
  entry record;
  account core_ledger_account;
  given bigint;
  old record;
  e_accounts bigint[] := '{}';
  e_amounts bigint[] := '{}';
  e_seqs bigint[] := '{}';
  debtor bigint;
BEGIN
  -- Locked, because the accounts of a posting that is all the system's are not.
  SELECT * INTO original FROM core_ledger_posting WHERE id = p_posting FOR NO KEY UPDATE;
  IF original.id IS NULL THEN
    RAISE EXCEPTION 'core-ledger-unknown' USING ERRCODE = 'LG007';
  END IF;
  PERFORM FROM core_ledger_account
  WHERE id = ANY ((SELECT array_agg(one.account_id) FROM core_ledger_entry one WHERE one.posting_id = p_posting)::bigint[]) AND is_stored
  ORDER BY id FOR NO KEY UPDATE;
  SELECT id, key, sha INTO old FROM core_ledger_posting WHERE key = p_key;
  IF old.id IS NOT NULL THEN
    IF old.sha <> p_sha THEN
      RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = p_key;
    END IF;
    posting_id := old.id::text;
    is_created := false;
    RETURN NEXT;
    RETURN;
  END IF;
  IF original.reverses IS NOT NULL OR EXISTS (SELECT FROM core_ledger_posting WHERE reverses = p_posting) THEN
    RAISE EXCEPTION 'core-ledger-reversed' USING ERRCODE = 'LG005';
  END IF;

  FOR entry IN SELECT one.account_id, -one.amount AS amount FROM core_ledger_entry one WHERE one.posting_id = p_posting ORDER BY one.account_id LOOP
    SELECT * INTO account FROM core_ledger_account WHERE id = entry.account_id;
    given := entry.amount;
    IF account.is_stored AND account.balance - account.held + given < 0 THEN
      account.held := account.held - core_ledger_free_expired(account.id, p_now);
      IF account.balance - account.held + given < 0 THEN
        IF p_receivable IS NULL OR account.subject_id IS NULL THEN
          RAISE EXCEPTION 'core-ledger-too-little' USING ERRCODE = 'LG001',
            DETAIL = (account.held - account.balance - given) || '|' || account.currency;
        END IF;
        given := account.held - account.balance;
        -- One debt for each person and currency: several accounts of one person add up.
        INSERT INTO core_ledger_account (kind, subject_id, currency, is_stored)
        VALUES (p_receivable, account.subject_id, account.currency, false) ON CONFLICT DO NOTHING;
        SELECT id INTO debtor FROM core_ledger_account
        WHERE subject_id = account.subject_id AND kind = p_receivable AND currency = account.currency;
        IF array_position(e_accounts, debtor) IS NULL THEN
          e_accounts := e_accounts || debtor;
          e_amounts := e_amounts || (entry.amount - given);
          e_seqs := e_seqs || NULL::bigint;
        ELSE
          e_amounts[array_position(e_accounts, debtor)] := e_amounts[array_position(e_accounts, debtor)] + entry.amount - given;
        END IF;
        CONTINUE WHEN given = 0;
      END IF;
    END IF;
    e_accounts := e_accounts || account.id;
    e_amounts := e_amounts || given;
    e_seqs := e_seqs || CASE WHEN account.is_stored THEN 0::bigint END;
  END LOOP;

  INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, reverses, at, correlation_id)
  VALUES (p_key, p_sha, original.reason, original.entity, cardinality(e_accounts), p_posting, p_now, p_correlation)
  ON CONFLICT (key) DO NOTHING RETURNING id INTO posting;
  IF posting IS NULL THEN
    RAISE EXCEPTION 'core-ledger-key-conflict' USING ERRCODE = 'LG002', DETAIL = p_key;
  END IF;
  INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq)
  SELECT posting, one.id, one.amount, one.seq FROM unnest(e_accounts, e_amounts, e_seqs) AS one (id, amount, seq) ORDER BY one.id;
  posting_id := posting::text;
  is_created := true;
  RETURN NEXT;
END $$;

-- What an account holds: the row, or for a derived one the nightly roll-up and what came since.
CREATE FUNCTION "core_ledger_balance"(p_account bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN account.is_stored THEN account.balance ELSE coalesce(rolled.balance, 0) + coalesce((
    SELECT sum(entry.amount)::bigint FROM core_ledger_entry entry
    WHERE entry.account_id = account.id AND entry.id > coalesce(rolled.through, 0)
  ), 0) END
  FROM core_ledger_account account LEFT JOIN core_ledger_roll_up rolled ON rolled.account_id = account.id
  WHERE account.id = p_account
$$;
