-- AlterTable
ALTER TABLE "marketplace_saved_search" ADD COLUMN     "currency" TEXT;


-- By hand from here: what Prisma's schema language cannot say.

ALTER TABLE "marketplace_saved_search" ADD CONSTRAINT "marketplace_saved_search_price_check"
  CHECK (("max_price_minor" IS NULL) = ("currency" IS NULL));

-- Ranking reads some thousand offers and nothing but these columns: with them in the index it does not touch the table.
DROP INDEX "marketplace_offer_open_cell_idx";
CREATE INDEX "marketplace_offer_open_cell_idx" ON "marketplace_offer" ("cell", "pickup_end")
  INCLUDE ("id", "business_id", "latitude", "longitude", "discount") WHERE "state" = 'ACTIVE';
DROP INDEX "marketplace_offer_open_city_idx";
CREATE INDEX "marketplace_offer_open_city_idx" ON "marketplace_offer" ("city_key", "pickup_end", "id")
  INCLUDE ("business_id", "latitude", "longitude", "discount") WHERE "state" = 'ACTIVE';
-- Which places are to be forgotten.
CREATE INDEX "marketplace_customer_place_at_idx" ON "marketplace_customer" ("place_at") WHERE "place_at" IS NOT NULL;
