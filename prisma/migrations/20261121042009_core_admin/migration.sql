-- What went wrong with messages is counted and listed in /admin; among millions that were sent it must be found by an index.
CREATE INDEX "core_delivery_trouble_idx" ON "core_delivery" ("state", "id") WHERE "state" IN ('failed', 'uncertain');
