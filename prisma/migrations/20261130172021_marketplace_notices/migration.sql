-- AlterTable
ALTER TABLE "marketplace_offer" ADD COLUMN     "announced_at" TIMESTAMPTZ(3),
ADD COLUMN     "window_moves" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "marketplace_offer_business_id_announced_at_idx" ON "marketplace_offer"("business_id", "announced_at");

ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_window_moves_check" CHECK ("window_moves" >= 0);

-- What was published before was told of by the version before.
UPDATE "marketplace_offer" SET "announced_at" = "published_at" WHERE "published_at" IS NOT NULL;
