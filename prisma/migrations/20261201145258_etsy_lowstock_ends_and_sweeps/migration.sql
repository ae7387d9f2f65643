-- AlterTable
ALTER TABLE "etsy_lowstock_alert" ADD COLUMN     "over_by" TEXT;

-- AlterTable
ALTER TABLE "etsy_lowstock_shop" ADD COLUMN     "sweep_at" TIMESTAMPTZ(3);

-- Written by hand: what an alert is over by, it is over by since a moment.
ALTER TABLE "etsy_lowstock_alert"
  ADD CONSTRAINT "etsy_lowstock_alert_over_by_check"
    CHECK (over_by IN ('back', 'enough', 'off') AND over_at IS NOT NULL OR over_by IS NULL);
