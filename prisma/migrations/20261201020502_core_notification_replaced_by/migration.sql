-- AlterTable
ALTER TABLE "core_notification" ADD COLUMN     "replaced_by" BIGINT;
