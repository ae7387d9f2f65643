-- CreateTable
CREATE TABLE "etsy_lowstock_shop" (
    "id" BIGSERIAL NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "etsy_user_id" BIGINT NOT NULL,
    "etsy_shop_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'LINKING',
    "disconnected_at" TIMESTAMPTZ(3),
    "warned_days" INTEGER,
    "threshold" INTEGER NOT NULL DEFAULT 2,
    "threshold_by" TEXT NOT NULL DEFAULT 'units',
    "look" INTEGER NOT NULL DEFAULT 0,
    "looked_at" TIMESTAMPTZ(3),
    "next_look_at" TIMESTAMPTZ(3) NOT NULL,
    "calls_per_look" INTEGER NOT NULL DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "failure" TEXT,
    "blind_told_at" TIMESTAMPTZ(3),
    "picture_key" TEXT,

    CONSTRAINT "etsy_lowstock_shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_grant" (
    "shop_id" BIGINT NOT NULL,
    "tokens" BYTEA NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "access_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "refresh_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,
    "rotating_until" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_grant_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_link" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "verifier" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ASKED',
    "granted" BYTEA,
    "token_hash" TEXT,
    "pin_hash" TEXT,
    "wrong_pins" INTEGER NOT NULL DEFAULT 0,
    "shop_id" BIGINT,

    CONSTRAINT "etsy_lowstock_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_chat" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "title" BYTEA NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_invite" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_listing" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "etsy_listing_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stock" TEXT NOT NULL,
    "stock_since" TIMESTAMPTZ(3) NOT NULL,
    "episode" INTEGER NOT NULL DEFAULT 0,
    "quantity" INTEGER NOT NULL,
    "has_variations" BOOLEAN NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "seen" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_up_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sold_at" TIMESTAMPTZ(3),
    "threshold" INTEGER,
    "threshold_by" TEXT,

    CONSTRAINT "etsy_lowstock_listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_variation" (
    "id" BIGSERIAL NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "stock" TEXT NOT NULL,
    "stock_since" TIMESTAMPTZ(3) NOT NULL,
    "episode" INTEGER NOT NULL DEFAULT 0,
    "low_told_at" TIMESTAMPTZ(3),
    "low_owed" BOOLEAN NOT NULL DEFAULT false,
    "threshold" INTEGER,
    "threshold_by" TEXT,

    CONSTRAINT "etsy_lowstock_variation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_change" (
    "id" BIGSERIAL NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "variation_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "etsy_lowstock_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_quiet" (
    "id" BIGSERIAL NOT NULL,
    "chat_ref" BIGINT NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "variation_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_quiet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_order" (
    "id" BIGSERIAL NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "variation_id" BIGINT,
    "by_user" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_alert" (
    "id" BIGSERIAL NOT NULL,
    "chat_ref" BIGINT NOT NULL,
    "listing_id" BIGINT NOT NULL,
    "variation_id" BIGINT,
    "kind" TEXT NOT NULL,
    "episode" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,
    "notification_id" BIGINT,
    "over_at" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_quota" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "day" TEXT NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "used_before" INTEGER NOT NULL DEFAULT 0,
    "per_day" INTEGER,
    "per_second" INTEGER,
    "next_call_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_quota_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_hook" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "etsy_lowstock_hook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_endpoint" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" BIGINT NOT NULL,
    "url" BYTEA NOT NULL,
    "secret" BYTEA NOT NULL,
    "old_secret" BYTEA,
    "old_secret_until" TIMESTAMPTZ(3),
    "secrets_shown" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ON',
    "failing_since" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "etsy_lowstock_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "etsy_lowstock_delivery" (
    "id" BIGSERIAL NOT NULL,
    "endpoint_id" BIGINT NOT NULL,
    "message_id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "etsy_lowstock_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "etsy_lowstock_shop_etsy_shop_id_idx" ON "etsy_lowstock_shop"("etsy_shop_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_shop_state_next_look_at_idx" ON "etsy_lowstock_shop"("state", "next_look_at");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_shop_owner_id_etsy_shop_id_key" ON "etsy_lowstock_shop"("owner_id", "etsy_shop_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_grant_refreshed_at_idx" ON "etsy_lowstock_grant"("refreshed_at");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_link_state_hash_key" ON "etsy_lowstock_link"("state_hash");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_link_token_hash_key" ON "etsy_lowstock_link"("token_hash");

-- CreateIndex
CREATE INDEX "etsy_lowstock_link_user_id_state_idx" ON "etsy_lowstock_link"("user_id", "state");

-- CreateIndex
CREATE INDEX "etsy_lowstock_link_created_at_idx" ON "etsy_lowstock_link"("created_at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_chat_chat_id_idx" ON "etsy_lowstock_chat"("chat_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_chat_user_id_idx" ON "etsy_lowstock_chat"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_chat_shop_id_chat_id_key" ON "etsy_lowstock_chat"("shop_id", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_invite_token_hash_key" ON "etsy_lowstock_invite"("token_hash");

-- CreateIndex
CREATE INDEX "etsy_lowstock_invite_shop_id_idx" ON "etsy_lowstock_invite"("shop_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_listing_shop_id_stock_idx" ON "etsy_lowstock_listing"("shop_id", "stock");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_listing_shop_id_etsy_listing_id_key" ON "etsy_lowstock_listing"("shop_id", "etsy_listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_variation_listing_id_key_key" ON "etsy_lowstock_variation"("listing_id", "key");

-- CreateIndex
CREATE INDEX "etsy_lowstock_change_listing_id_at_idx" ON "etsy_lowstock_change"("listing_id", "at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_change_variation_id_at_idx" ON "etsy_lowstock_change"("variation_id", "at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_change_at_idx" ON "etsy_lowstock_change"("at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_quiet_listing_id_idx" ON "etsy_lowstock_quiet"("listing_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_quiet_variation_id_idx" ON "etsy_lowstock_quiet"("variation_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_order_reminded_at_due_at_idx" ON "etsy_lowstock_order"("reminded_at", "due_at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_order_variation_id_idx" ON "etsy_lowstock_order"("variation_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_alert_notification_id_idx" ON "etsy_lowstock_alert"("notification_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_alert_listing_id_idx" ON "etsy_lowstock_alert"("listing_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_alert_variation_id_idx" ON "etsy_lowstock_alert"("variation_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_hook_at_idx" ON "etsy_lowstock_hook"("at");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_endpoint_shop_id_key" ON "etsy_lowstock_endpoint"("shop_id");

-- CreateIndex
CREATE UNIQUE INDEX "etsy_lowstock_delivery_message_id_key" ON "etsy_lowstock_delivery"("message_id");

-- CreateIndex
CREATE INDEX "etsy_lowstock_delivery_endpoint_id_state_idx" ON "etsy_lowstock_delivery"("endpoint_id", "state");

-- CreateIndex
CREATE INDEX "etsy_lowstock_delivery_state_next_at_idx" ON "etsy_lowstock_delivery"("state", "next_at");

-- CreateIndex
CREATE INDEX "etsy_lowstock_delivery_ended_at_idx" ON "etsy_lowstock_delivery"("ended_at");

-- AddForeignKey
ALTER TABLE "etsy_lowstock_grant" ADD CONSTRAINT "etsy_lowstock_grant_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_chat" ADD CONSTRAINT "etsy_lowstock_chat_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_invite" ADD CONSTRAINT "etsy_lowstock_invite_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_listing" ADD CONSTRAINT "etsy_lowstock_listing_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_variation" ADD CONSTRAINT "etsy_lowstock_variation_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_change" ADD CONSTRAINT "etsy_lowstock_change_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_change" ADD CONSTRAINT "etsy_lowstock_change_variation_id_fkey" FOREIGN KEY ("variation_id") REFERENCES "etsy_lowstock_variation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_quiet" ADD CONSTRAINT "etsy_lowstock_quiet_chat_ref_fkey" FOREIGN KEY ("chat_ref") REFERENCES "etsy_lowstock_chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_quiet" ADD CONSTRAINT "etsy_lowstock_quiet_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_quiet" ADD CONSTRAINT "etsy_lowstock_quiet_variation_id_fkey" FOREIGN KEY ("variation_id") REFERENCES "etsy_lowstock_variation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_order" ADD CONSTRAINT "etsy_lowstock_order_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_order" ADD CONSTRAINT "etsy_lowstock_order_variation_id_fkey" FOREIGN KEY ("variation_id") REFERENCES "etsy_lowstock_variation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_alert" ADD CONSTRAINT "etsy_lowstock_alert_chat_ref_fkey" FOREIGN KEY ("chat_ref") REFERENCES "etsy_lowstock_chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_alert" ADD CONSTRAINT "etsy_lowstock_alert_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "etsy_lowstock_listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_alert" ADD CONSTRAINT "etsy_lowstock_alert_variation_id_fkey" FOREIGN KEY ("variation_id") REFERENCES "etsy_lowstock_variation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_endpoint" ADD CONSTRAINT "etsy_lowstock_endpoint_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "etsy_lowstock_shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "etsy_lowstock_delivery" ADD CONSTRAINT "etsy_lowstock_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "etsy_lowstock_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "etsy_lowstock_shop"
  ADD CONSTRAINT "etsy_lowstock_shop_state_check" CHECK (state IN ('LINKING', 'ACTIVE', 'DISCONNECTED')),
  ADD CONSTRAINT "etsy_lowstock_shop_threshold_check" CHECK (threshold BETWEEN 0 AND 9999 AND threshold_by IN ('units', 'days')),
  ADD CONSTRAINT "etsy_lowstock_shop_calls_per_look_check" CHECK (calls_per_look >= 1);

ALTER TABLE "etsy_lowstock_grant"
  ADD CONSTRAINT "etsy_lowstock_grant_generation_check" CHECK (generation >= 1);

ALTER TABLE "etsy_lowstock_link"
  ADD CONSTRAINT "etsy_lowstock_link_state_check" CHECK (state IN ('ASKED', 'CLAIMED', 'AUTHORIZED', 'DONE', 'DENIED', 'DEAD')),
  -- What Etsy granted lies here only between its answer and the pin.
  ADD CONSTRAINT "etsy_lowstock_link_granted_check" CHECK ((state = 'AUTHORIZED') = (granted IS NOT NULL));

ALTER TABLE "etsy_lowstock_invite"
  ADD CONSTRAINT "etsy_lowstock_invite_kind_check" CHECK (kind IN ('person', 'group'));

ALTER TABLE "etsy_lowstock_listing"
  ADD CONSTRAINT "etsy_lowstock_listing_state_check" CHECK (state IN ('active', 'sold_out', 'inactive', 'draft', 'expired', 'removed')),
  ADD CONSTRAINT "etsy_lowstock_listing_stock_check" CHECK (stock IN ('OK', 'OUT', 'HIDDEN') AND quantity >= 0),
  ADD CONSTRAINT "etsy_lowstock_listing_threshold_check"
    CHECK ((threshold IS NULL) = (threshold_by IS NULL) AND threshold BETWEEN 0 AND 9999 AND threshold_by IN ('units', 'days'));

ALTER TABLE "etsy_lowstock_variation"
  ADD CONSTRAINT "etsy_lowstock_variation_stock_check" CHECK (stock IN ('OK', 'LOW', 'OUT', 'HIDDEN') AND quantity >= 0),
  ADD CONSTRAINT "etsy_lowstock_variation_threshold_check"
    CHECK ((threshold IS NULL) = (threshold_by IS NULL) AND threshold BETWEEN 0 AND 9999 AND threshold_by IN ('units', 'days'));

ALTER TABLE "etsy_lowstock_change"
  ADD CONSTRAINT "etsy_lowstock_change_cause_check"
    CHECK (cause IN ('sold', 'edited', 'restocked', 'expired', 'deactivated', 'removed', 'listed'));

CREATE UNIQUE INDEX "etsy_lowstock_quiet_chat_ref_listing_id_variation_id_key"
  ON "etsy_lowstock_quiet" (chat_ref, listing_id, variation_id) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "etsy_lowstock_order_listing_id_variation_id_key"
  ON "etsy_lowstock_order" (listing_id, variation_id) NULLS NOT DISTINCT;

ALTER TABLE "etsy_lowstock_alert"
  ADD CONSTRAINT "etsy_lowstock_alert_kind_check" CHECK (kind IN ('out', 'low', 'back', 'due'));

-- Each transition is told to each chat once, whoever finds it and however often.
CREATE UNIQUE INDEX "etsy_lowstock_alert_once_key"
  ON "etsy_lowstock_alert" (chat_ref, listing_id, variation_id, kind, episode) NULLS NOT DISTINCT;

ALTER TABLE "etsy_lowstock_quota"
  ADD CONSTRAINT "etsy_lowstock_quota_one_check" CHECK (id = 1 AND used >= 0 AND used_before >= 0 AND per_day >= 1 AND per_second >= 1);

ALTER TABLE "etsy_lowstock_endpoint"
  ADD CONSTRAINT "etsy_lowstock_endpoint_state_check" CHECK (state IN ('ON', 'DEAD')),
  ADD CONSTRAINT "etsy_lowstock_endpoint_old_secret_check" CHECK ((old_secret IS NULL) = (old_secret_until IS NULL));

ALTER TABLE "etsy_lowstock_delivery"
  ADD CONSTRAINT "etsy_lowstock_delivery_state_check" CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD') AND (state = 'WAITING') = (ended_at IS NULL));
