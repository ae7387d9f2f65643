-- A message that becomes another one is looked up by its place, and what it should have replaced by its successor.
CREATE INDEX "core_notification_place" ON "core_notification" ("chat_id", "message_id") WHERE "message_id" IS NOT NULL;
CREATE INDEX "core_notification_successor" ON "core_notification" ("successor_id") WHERE "successor_id" IS NOT NULL;
CREATE INDEX "core_delivery_onto" ON "core_delivery" ("chat_id", "message_id")
  WHERE "kind" = 'send' AND "state" IN ('pending', 'sending') AND "message_id" IS NOT NULL;

-- Reminders of reservations are receipts now. What still waits of the topic that they had would wait for ever.
UPDATE "core_delivery" d SET "state" = 'dropped', "reason" = 'outdated', "content" = NULL, "retry_at" = NULL, "finished_at" = now()
FROM "core_notification" n
WHERE n."id" = d."notification_id" AND n."topic" = 'marketplace-purchase-reminder' AND d."state" = 'pending';
