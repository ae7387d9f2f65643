-- An order is the shop's: it stays when whoever noted it is erased.
ALTER TABLE "etsy_lowstock_order" ALTER COLUMN "by_user" DROP NOT NULL;

ALTER TABLE "etsy_lowstock_quota"
  ADD COLUMN "used_by_hooks" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "etsy_lowstock_quota_hooks_check" CHECK (used_by_hooks >= 0);

CREATE INDEX "etsy_lowstock_order_by_user_idx" ON "etsy_lowstock_order"("by_user");

-- What the jobs of every hour and every ten minutes look for is found without reading the tables.
CREATE INDEX "etsy_lowstock_grant_refresh_expires_at_idx" ON "etsy_lowstock_grant"("refresh_expires_at");
CREATE INDEX "etsy_lowstock_invite_created_at_idx" ON "etsy_lowstock_invite"("created_at");
CREATE INDEX "etsy_lowstock_alert_at_idx" ON "etsy_lowstock_alert"("at");
CREATE INDEX "etsy_lowstock_endpoint_old_secret_until_idx" ON "etsy_lowstock_endpoint"("old_secret_until");
CREATE INDEX "etsy_lowstock_delivery_state_created_at_idx" ON "etsy_lowstock_delivery"("state", "created_at");
