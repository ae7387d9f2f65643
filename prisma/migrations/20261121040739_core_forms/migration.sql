-- CreateTable
CREATE TABLE "core_form_draft" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "form" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "editing" BOOLEAN NOT NULL DEFAULT false,
    "rev" INTEGER NOT NULL DEFAULT 0,
    "applied" BIGINT[],
    "left_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_form_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_form_value" (
    "draft_id" BIGINT NOT NULL,
    "field" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "core_form_value_pkey" PRIMARY KEY ("draft_id","field")
);

-- CreateTable
CREATE TABLE "core_once" (
    "key" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "result" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_once_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "core_support_request" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" BIGINT,

    CONSTRAINT "core_support_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "core_form_draft_updated_at_idx" ON "core_form_draft"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "core_form_draft_user_id_form_key" ON "core_form_draft"("user_id", "form");

-- CreateIndex
CREATE INDEX "core_once_created_at_idx" ON "core_once"("created_at");

-- CreateIndex
CREATE INDEX "core_once_user_id_idx" ON "core_once"("user_id");

-- CreateIndex
CREATE INDEX "core_support_request_user_id_idx" ON "core_support_request"("user_id");

-- CreateIndex
CREATE INDEX "core_support_request_state_id_idx" ON "core_support_request"("state", "id");

-- AddForeignKey
ALTER TABLE "core_form_value" ADD CONSTRAINT "core_form_value_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "core_form_draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: free answers of a person belong to one form.
CREATE UNIQUE INDEX "core_form_draft_active_key" ON "core_form_draft" ("user_id") WHERE "left_at" IS NULL;
ALTER TABLE "core_support_request" ADD CONSTRAINT "core_support_request_topic_check"
  CHECK ("topic" IN ('question', 'problem', 'idea'));
ALTER TABLE "core_support_request" ADD CONSTRAINT "core_support_request_state_check"
  CHECK ("state" IN ('open', 'answered', 'closed') AND ("state" = 'open') = ("settled_at" IS NULL));
