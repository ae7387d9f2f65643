-- AlterTable
ALTER TABLE "core_notification" ADD COLUMN     "successor_id" BIGINT;
