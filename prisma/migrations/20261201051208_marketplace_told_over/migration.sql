-- AlterTable
ALTER TABLE "marketplace_offer" ADD COLUMN     "told_over_at" TIMESTAMPTZ(3);
