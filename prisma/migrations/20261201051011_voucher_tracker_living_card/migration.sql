-- AlterTable
ALTER TABLE "voucher_tracker_subscription" ADD COLUMN     "card_id" BIGINT;
