-- AlterTable
ALTER TABLE "etsy_lowstock_grant" ADD COLUMN     "scopes" TEXT NOT NULL DEFAULT 'shops_r listings_r';

-- AlterTable
ALTER TABLE "etsy_lowstock_link" ADD COLUMN     "for_shop_id" BIGINT,
ADD COLUMN     "scopes" TEXT NOT NULL DEFAULT 'shops_r listings_r';

-- CreateTable
CREATE TABLE "etsy_lowstock_restock" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "variation_id" BIGINT NOT NULL,
    "token" TEXT NOT NULL,
    "by_user" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WANTED',
    "done_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "can_undo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "etsy_lowstock_restock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_restock_token_key" ON "etsy_lowstock_restock"("token");

-- CreateIndex
CREATE INDEX "etsy_lowstock_restock_shop_id_idx" ON "etsy_lowstock_restock"("shop_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_restock_listing_id_idx" ON "etsy_lowstock_restock"("listing_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_restock_variation_id_idx" ON "etsy_lowstock_restock"("variation_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_restock_at_idx" ON "etsy_lowstock_restock"("at");

-- AddForeignKey
ALTER TABLE "etsy_lowstock_restock" ADD CONSTRAINT "etsy_lowstock_restock_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_restock" ADD CONSTRAINT "etsy_lowstock_restock_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_restock" ADD CONSTRAINT "etsy_lowstock_restock_variation_id_fkey" FOREIGN KEY ("variation_id") REFERENCES "etsy_lowstock_variation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "etsy_lowstock_restock"
  ADD CONSTRAINT "etsy_lowstock_restock_state_check" CHECK (state IN ('WANTED', 'SENT', 'DONE', 'UNDOING', 'UNDONE')),
  ADD CONSTRAINT "etsy_lowstock_restock_pieces_check" CHECK (before >= 0 AND after BETWEEN 0 AND 999 AND before <> after),
  ADD CONSTRAINT "etsy_lowstock_restock_done_at_check" CHECK ((state IN ('DONE', 'UNDOING', 'UNDONE')) = (done_at IS NOT NULL)),
  ADD CONSTRAINT "etsy_lowstock_restock_undone_at_check" CHECK ((state = 'UNDONE') = (undone_at IS NOT NULL));

-- Of one variation one change is on its way at a time.
CREATE UNIQUE INDEX "etsy_lowstock_restock_variation_id_key"
  ON "etsy_lowstock_restock" (variation_id) WHERE state IN ('SENT', 'UNDOING');
