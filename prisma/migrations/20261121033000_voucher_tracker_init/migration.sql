-- CreateTable
CREATE TABLE "voucher_tracker_source" (
    "id" TEXT NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_good_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "first_failure_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "users_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "voucher_tracker_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_tracker_reading" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT,
    "offers" JSONB,

    CONSTRAINT "voucher_tracker_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_tracker_denomination" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT NOT NULL,
    "face_value_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "stock" TEXT NOT NULL DEFAULT 'out',
    "price_minor" BIGINT,
    "quantity" INTEGER,
    "last_in_at" TIMESTAMPTZ(3),
    "pending_out_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "voucher_tracker_denomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_tracker_episode" (
    "id" BIGSERIAL NOT NULL,
    "denomination_id" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "best_price_minor" BIGINT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "gone_after" TIMESTAMPTZ(3),
    "gone_before" TIMESTAMPTZ(3),
    "reopenings" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "voucher_tracker_episode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_tracker_subscription" (
    "id" BIGSERIAL NOT NULL,
    "source_id" TEXT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "state" TEXT NOT NULL,
    "resume_state" TEXT,
    "faces" BIGINT[],
    "arming" INTEGER NOT NULL DEFAULT 1,
    "owed" BOOLEAN NOT NULL DEFAULT false,
    "rearm_policy" TEXT NOT NULL DEFAULT 'once',
    "rearm_hours" INTEGER,
    "snoozed_until" TIMESTAMPTZ(3),
    "alerted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "imported" JSONB,

    CONSTRAINT "voucher_tracker_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_tracker_alert" (
    "id" BIGSERIAL NOT NULL,
    "subscription_id" BIGINT NOT NULL,
    "episode_id" BIGINT NOT NULL,
    "arming" INTEGER NOT NULL,
    "reading_id" BIGINT NOT NULL,
    "notification_id" BIGINT,
    "price_minor" BIGINT NOT NULL,
    "quantity" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_after" TIMESTAMPTZ(3),
    "gone_before" TIMESTAMPTZ(3),
    "struck_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "voucher_tracker_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "voucher_tracker_reading_source_id_at_idx" ON "voucher_tracker_reading"("source_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_tracker_denomination_source_id_face_value_minor_key" ON "voucher_tracker_denomination"("source_id", "face_value_minor");

-- CreateIndex
CREATE INDEX "voucher_tracker_episode_denomination_id_idx" ON "voucher_tracker_episode"("denomination_id");

-- CreateIndex
CREATE INDEX "voucher_tracker_subscription_user_id_idx" ON "voucher_tracker_subscription"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_tracker_subscription_source_id_chat_id_key" ON "voucher_tracker_subscription"("source_id", "chat_id");

-- CreateIndex
CREATE INDEX "voucher_tracker_alert_subscription_id_reading_id_idx" ON "voucher_tracker_alert"("subscription_id", "reading_id");

-- CreateIndex
CREATE INDEX "voucher_tracker_alert_notification_id_idx" ON "voucher_tracker_alert"("notification_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_tracker_alert_subscription_id_episode_id_arming_key" ON "voucher_tracker_alert"("subscription_id", "episode_id", "arming");

-- AddForeignKey
ALTER TABLE "voucher_tracker_reading" ADD CONSTRAINT "voucher_tracker_reading_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "voucher_tracker_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_tracker_denomination" ADD CONSTRAINT "voucher_tracker_denomination_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "voucher_tracker_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_tracker_episode" ADD CONSTRAINT "voucher_tracker_episode_denomination_id_fkey" FOREIGN KEY ("denomination_id") REFERENCES "voucher_tracker_denomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_tracker_subscription" ADD CONSTRAINT "voucher_tracker_subscription_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "voucher_tracker_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_tracker_alert" ADD CONSTRAINT "voucher_tracker_alert_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "voucher_tracker_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_tracker_alert" ADD CONSTRAINT "voucher_tracker_alert_episode_id_fkey" FOREIGN KEY ("episode_id") REFERENCES "voucher_tracker_episode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here: what Prisma's schema language cannot say.

ALTER TABLE "voucher_tracker_reading" ADD CONSTRAINT "voucher_tracker_reading_kind_check"
  CHECK (("kind" = 'good' AND "offers" IS NOT NULL) OR ("kind" = 'failed' AND "detail" IS NOT NULL));
ALTER TABLE "voucher_tracker_denomination" ADD CONSTRAINT "voucher_tracker_denomination_stock_check"
  CHECK (("stock" = 'out' AND "pending_out_at" IS NULL) OR ("stock" = 'in' AND "last_in_at" IS NOT NULL AND "price_minor" IS NOT NULL));
ALTER TABLE "voucher_tracker_denomination" ADD CONSTRAINT "voucher_tracker_denomination_amounts_check"
  CHECK ("face_value_minor" > 0 AND "price_minor" > 0 AND "quantity" >= 0);
ALTER TABLE "voucher_tracker_episode" ADD CONSTRAINT "voucher_tracker_episode_closed_check"
  CHECK (("closed_at" IS NULL) = ("gone_before" IS NULL) AND ("closed_at" IS NULL) = ("gone_after" IS NULL) AND "gone_after" <= "gone_before");
ALTER TABLE "voucher_tracker_subscription" ADD CONSTRAINT "voucher_tracker_subscription_state_check"
  CHECK ("state" IN ('ARMED', 'ALERTED', 'SNOOZED', 'PAUSED', 'ENDED'));
ALTER TABLE "voucher_tracker_subscription" ADD CONSTRAINT "voucher_tracker_subscription_resume_check"
  CHECK ("resume_state" IN ('ARMED', 'ALERTED', 'SNOOZED') AND ("state" IN ('PAUSED', 'ENDED')) = ("resume_state" IS NOT NULL)
    AND ("state" = 'ENDED') = ("ended_at" IS NOT NULL) AND ("state" <> 'SNOOZED' OR "snoozed_until" IS NOT NULL));
ALTER TABLE "voucher_tracker_subscription" ADD CONSTRAINT "voucher_tracker_subscription_rearm_check"
  CHECK ("rearm_policy" IN ('once', 'every') AND "rearm_hours" > 0 AND "arming" > 0);
ALTER TABLE "voucher_tracker_alert" ADD CONSTRAINT "voucher_tracker_alert_answer_check"
  CHECK ("answer" IN ('got', 'missed'));

-- Two open episodes of one denomination would alert everybody twice.
CREATE UNIQUE INDEX "voucher_tracker_episode_open_key" ON "voucher_tracker_episode" ("denomination_id") WHERE "closed_at" IS NULL;
-- Who is alerted when stock appears, however many ended or alerted ones there are.
CREATE INDEX "voucher_tracker_subscription_armed_idx" ON "voucher_tracker_subscription" ("source_id", "id") WHERE "state" = 'ARMED';
-- Lines of sent messages that a closing episode strikes through.
CREATE INDEX "voucher_tracker_alert_open_idx" ON "voucher_tracker_alert" ("episode_id") WHERE "gone_before" IS NULL;
CREATE INDEX "voucher_tracker_alert_unstruck_idx" ON "voucher_tracker_alert" ("notification_id") WHERE "gone_before" IS NOT NULL AND "struck_at" IS NULL;
