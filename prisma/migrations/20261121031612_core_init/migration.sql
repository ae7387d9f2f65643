-- CreateTable
CREATE TABLE "core_user" (
    "id" BIGINT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT,
    "username" TEXT,
    "language_code" TEXT,
    "locale" TEXT,
    "time_zone" TEXT,
    "reachability" TEXT NOT NULL DEFAULT 'needs_start',
    "source" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_role_grant" (
    "user_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" BIGINT,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_role_grant_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "core_audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" BIGINT,
    "origin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "correlation_id" TEXT,

    CONSTRAINT "core_audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_inbox" (
    "bot_id" BIGINT NOT NULL,
    "update_id" BIGINT NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "body" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "core_inbox_pkey" PRIMARY KEY ("bot_id","update_id")
);

-- CreateTable
CREATE TABLE "core_instance" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_notification" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "topic" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "transition" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'normal',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "message_id" BIGINT,

    CONSTRAINT "core_notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_delivery" (
    "id" BIGSERIAL NOT NULL,
    "notification_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "chat_id" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "content" BYTEA,
    "message_id" BIGINT,
    "reason" TEXT,
    "correlation_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "core_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_schedule" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "recurring" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_dead_job" (
    "id" BIGSERIAL NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "core_dead_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "core_lock" (
    "key" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_lock_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE UNLOGGED TABLE "core_limit_window" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "current" INTEGER NOT NULL,
    "previous" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_limit_window_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "core_approval" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "submitted_by" BIGINT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" BIGINT,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "core_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_conversation" (
    "key" TEXT NOT NULL,
    "data" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_conversation_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "core_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "core_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_incident" (
    "key" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "detail" TEXT NOT NULL,

    CONSTRAINT "core_incident_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "core_audit_entry_object_kind_object_id_idx" ON "core_audit_entry"("object_kind", "object_id");

-- CreateIndex
CREATE INDEX "core_notification_user_id_idx" ON "core_notification"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "core_notification_chat_id_topic_entity_transition_key" ON "core_notification"("chat_id", "topic", "entity", "transition");

-- CreateIndex
CREATE INDEX "core_delivery_notification_id_idx" ON "core_delivery"("notification_id");

-- CreateIndex
CREATE UNIQUE INDEX "core_schedule_key_key" ON "core_schedule"("key");

-- CreateIndex
CREATE INDEX "core_schedule_due_at_idx" ON "core_schedule"("due_at");

-- CreateIndex
CREATE INDEX "core_limit_window_expires_at_idx" ON "core_limit_window"("expires_at");

-- CreateIndex
CREATE INDEX "core_approval_kind_entity_id_idx" ON "core_approval"("kind", "entity_id");

-- AddForeignKey
ALTER TABLE "core_delivery" ADD CONSTRAINT "core_delivery_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "core_notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand from here: what Prisma's schema language cannot say. prisma/catalog.txt lists it, and a test compares.

-- Closed sets of values. Text with a CHECK instead of an enum type: a new value is then one cheap migration.
ALTER TABLE "core_user" ADD CONSTRAINT "core_user_reachability_check"
  CHECK ("reachability" IN ('reachable', 'needs_start', 'blocked'));
ALTER TABLE "core_role_grant" ADD CONSTRAINT "core_role_grant_role_check"
  CHECK ("role" IN ('support', 'moderator', 'finance', 'owner'));
ALTER TABLE "core_delivery" ADD CONSTRAINT "core_delivery_kind_check"
  CHECK ("kind" IN ('send', 'edit', 'delete'));
ALTER TABLE "core_delivery" ADD CONSTRAINT "core_delivery_state_check"
  CHECK ("state" IN ('pending', 'sending', 'sent', 'failed', 'uncertain', 'dropped'));
ALTER TABLE "core_approval" ADD CONSTRAINT "core_approval_state_check"
  CHECK ("state" IN ('pending', 'approved', 'rejected'));

-- The sender claims from the front of this index, however many finished rows lie behind it.
CREATE INDEX "core_delivery_claim_idx" ON "core_delivery" ("priority" DESC, "run_at", "id") WHERE "state" = 'pending';
-- Deliveries in flight, to find the leases of a sender that died.
CREATE INDEX "core_delivery_leased_idx" ON "core_delivery" ("leased_until") WHERE "state" = 'sending';
-- Updates that a dead process left unfinished.
CREATE INDEX "core_inbox_unfinished_idx" ON "core_inbox" ("leased_until") WHERE "done_at" IS NULL;
-- One open question per object; decided ones stay as history.
CREATE UNIQUE INDEX "core_approval_pending_key" ON "core_approval" ("kind", "entity_id") WHERE "state" = 'pending';

-- The audit log only grows, whoever asks.
CREATE FUNCTION "core_audit_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'core_audit_entry is append-only: write a new entry instead of % on an old one', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "core_audit_no_change" BEFORE UPDATE OR DELETE ON "core_audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "core_audit_append_only"();
CREATE TRIGGER "core_audit_no_truncate" BEFORE TRUNCATE ON "core_audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "core_audit_append_only"();

-- Exactly one clock, there from the start, so that readers need no upsert.
ALTER TABLE "core_clock" ADD CONSTRAINT "core_clock_singleton_check" CHECK ("id" = 1);
INSERT INTO "core_clock" ("id", "offset_ms") VALUES (1, 0);
