-- By hand: what Prisma's schema language cannot say.

-- Chats that back off or pause (429), which a new leading sender must go on respecting; and held topics.
CREATE INDEX "core_delivery_retry_idx" ON "core_delivery" ("retry_at") WHERE "state" = 'pending' AND "retry_at" IS NOT NULL;
-- Pruning walks the oldest finished deliveries only.
CREATE INDEX "core_delivery_finished_idx" ON "core_delivery" ("finished_at") WHERE "finished_at" IS NOT NULL;
