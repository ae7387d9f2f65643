-- CreateTable
CREATE TABLE "core_ledger_adjustment" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "reason" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "asked_by" BIGINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "posting_id" BIGINT,

    CONSTRAINT "core_ledger_adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "core_ledger_adjustment_subject_id_idx" ON "core_ledger_adjustment"("subject_id");

-- CreateIndex
CREATE INDEX "core_ledger_adjustment_asked_by_idx" ON "core_ledger_adjustment"("asked_by");

ALTER TABLE "core_ledger_adjustment"
  ADD CONSTRAINT "core_ledger_adjustment_amount_check"
    CHECK ("amount" <> 0 AND "amount" BETWEEN -1000000000000000 AND 1000000000000000),
  ADD CONSTRAINT "core_ledger_adjustment_state_check" CHECK (
    "state" IN ('waiting', 'posted', 'rejected', 'withdrawn') AND ("state" = 'posted') = ("posting_id" IS NOT NULL)
  );

-- A new account of somebody waits for whoever is erasing them, and the other way round: what is erased is all that there is.
CREATE FUNCTION "core_ledger_account_named"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM core_ledger_subject WHERE id = NEW.subject_id AND user_id IS NOT NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Whoever this account would belong to has left' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END $$;

-- A debt is written down for those who left too.
CREATE TRIGGER "core_ledger_account_named" BEFORE INSERT ON "core_ledger_account" FOR EACH ROW
  WHEN (NEW."subject_id" IS NOT NULL AND NEW."is_stored") EXECUTE FUNCTION "core_ledger_account_named"();
