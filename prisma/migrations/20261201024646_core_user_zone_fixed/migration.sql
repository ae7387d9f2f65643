-- AlterTable
ALTER TABLE "core_user" ADD COLUMN     "is_zone_fixed" BOOLEAN NOT NULL DEFAULT false;

-- Whoever has a zone chose it in /settings.
UPDATE "core_user" SET "is_zone_fixed" = true WHERE "time_zone" IS NOT NULL;
