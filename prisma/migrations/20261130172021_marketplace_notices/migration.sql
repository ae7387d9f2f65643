-- What was published before was told of by the version before, at whatever moment. A constant costs no rewriting of the rows.
ALTER TABLE "marketplace_offer" ADD COLUMN     "announced_at" TIMESTAMPTZ(3) DEFAULT '1970-01-01T00:00:00Z',
ADD COLUMN     "window_moves" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "marketplace_offer" ALTER COLUMN "announced_at" DROP DEFAULT;

-- Nobody was told of drafts, nor of what the version before was about to tell.
UPDATE "marketplace_offer" SET "announced_at" = NULL WHERE "published_at" IS NULL;
DO $$
BEGIN
  IF to_regclass('graphile_worker.jobs') IS NOT NULL THEN
    UPDATE "marketplace_offer" o SET "announced_at" = NULL FROM graphile_worker.jobs j
    WHERE j.task_identifier = 'marketplace.announce-offer' AND j.attempts < j.max_attempts
      AND j.key = 'marketplace.announce-offer:' || o.id;
  END IF;
END $$;

ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_window_moves_check" CHECK ("window_moves" >= 0);

-- CreateIndex
CREATE INDEX "marketplace_offer_business_id_announced_at_idx" ON "marketplace_offer"("business_id", "announced_at");
