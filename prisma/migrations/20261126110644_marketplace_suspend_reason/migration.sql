-- AlterTable
ALTER TABLE "marketplace_business" ADD COLUMN     "suspend_reason" TEXT;
