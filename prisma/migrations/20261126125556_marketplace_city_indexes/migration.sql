-- How a city is written, and which venues' offers do not count where cities are listed.
CREATE INDEX "marketplace_business_city_key_idx" ON "marketplace_business" ("city_key", "id") WHERE "state" = 'VERIFIED';
CREATE INDEX "marketplace_business_unverified_idx" ON "marketplace_business" ("id") WHERE "state" <> 'VERIFIED';
