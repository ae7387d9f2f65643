-- CreateTable
CREATE TABLE "core_payment" (
    "id" BIGSERIAL NOT NULL,
    "charge_id" TEXT NOT NULL,
    "provider_charge_id" TEXT,
    "user_id" BIGINT NOT NULL,
    "owner" TEXT,
    "kind" TEXT,
    "payload" TEXT,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "settled" TEXT NOT NULL DEFAULT 'none',
    "paid_at" TIMESTAMPTZ(3),
    "refunded_at" TIMESTAMPTZ(3),
    "subscription_until" TIMESTAMPTZ(3),
    "subscription_first" BOOLEAN,

    CONSTRAINT "core_payment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "core_payment_charge_id_key" ON "core_payment"("charge_id");

-- CreateIndex
CREATE INDEX "core_payment_user_id_idx" ON "core_payment"("user_id");

-- What waits to be dealt with, which is nearly nothing.
CREATE INDEX "core_payment_waiting_idx" ON "core_payment" ("id") WHERE "settled" <> "state";

ALTER TABLE "core_payment"
  ADD CONSTRAINT "core_payment_amount_check" CHECK ("amount" >= 0),
  ADD CONSTRAINT "core_payment_state_check" CHECK (("state" = 'paid' AND "paid_at" IS NOT NULL AND "refunded_at" IS NULL)
    OR ("state" = 'refunded' AND "refunded_at" IS NOT NULL)),
  ADD CONSTRAINT "core_payment_settled_check" CHECK ("settled" IN ('none', 'paid') OR ("settled" = 'refunded' AND "state" = 'refunded'));

ALTER TABLE "core_support_request" DROP CONSTRAINT "core_support_request_topic_check";
ALTER TABLE "core_support_request" ADD CONSTRAINT "core_support_request_topic_check"
  CHECK ("topic" IN ('question', 'problem', 'idea', 'payment'));
