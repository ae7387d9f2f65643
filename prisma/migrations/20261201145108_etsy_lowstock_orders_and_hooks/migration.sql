-- An order is the shop's: it stays when whoever noted it is erased.
ALTER TABLE "etsy_lowstock_order" ALTER COLUMN "by_user" DROP NOT NULL;

ALTER TABLE "etsy_lowstock_quota"
  ADD COLUMN "used_by_hooks" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "etsy_lowstock_quota_hooks_check" CHECK (used_by_hooks >= 0);

CREATE INDEX "etsy_lowstock_order_by_user_idx" ON "etsy_lowstock_order"("by_user");
