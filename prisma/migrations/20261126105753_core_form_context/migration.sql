-- AlterTable
ALTER TABLE "core_form_draft" ADD COLUMN     "context" BYTEA;

-- CreateTable
CREATE TABLE "core_form_file" (
    "key" TEXT NOT NULL,
    "draft_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_form_file_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "core_form_file_draft_id_idx" ON "core_form_file"("draft_id");

-- AddForeignKey
ALTER TABLE "core_form_file" ADD CONSTRAINT "core_form_file_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "core_form_draft"("id") ON DELETE SET NULL ON UPDATE CASCADE;
