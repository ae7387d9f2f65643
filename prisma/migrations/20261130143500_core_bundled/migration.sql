-- AlterTable
ALTER TABLE "core_notification" ADD COLUMN     "bundled" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "core_notification" ADD CONSTRAINT "core_notification_bundled_check" CHECK ("bundled" > 0);
