-- CreateTable
CREATE TABLE "core_form_message" (
    "draft_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "others" INTEGER[],
    "below" INTEGER NOT NULL DEFAULT 0,
    "sharing" TEXT,
    "sharing_id" INTEGER,
    "pending" BOOLEAN NOT NULL DEFAULT false,
    "end_update" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_form_message_pkey" PRIMARY KEY ("draft_id")
);

-- CreateIndex
CREATE INDEX "core_form_message_user_id_idx" ON "core_form_message"("user_id");

-- CreateIndex
CREATE INDEX "core_form_message_updated_at_idx" ON "core_form_message"("updated_at");

ALTER TABLE "core_form_message" ADD CONSTRAINT "core_form_message_sharing_check" CHECK ("sharing" IN ('location', 'contact'));
CREATE INDEX "core_form_message_pending_idx" ON "core_form_message" ("user_id") WHERE "pending";
