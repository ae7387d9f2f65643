-- CreateTable
CREATE TABLE "marketplace_business" (
    "id" BIGSERIAL NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "phone" BYTEA,
    "opening_hours" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "city_key" TEXT NOT NULL,
    "identity_key" TEXT NOT NULL,
    "reject_reason" TEXT,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "marketplace_business_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_photo" (
    "id" BIGSERIAL NOT NULL,
    "business_id" BIGINT,
    "offer_id" BIGINT,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "thumb_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "marketplace_photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_staff" (
    "business_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "permission" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "marketplace_staff_pkey" PRIMARY KEY ("business_id","user_id")
);

-- CreateTable
CREATE TABLE "marketplace_invite" (
    "token_hash" TEXT NOT NULL,
    "business_id" BIGINT NOT NULL,
    "permission" TEXT NOT NULL,
    "created_by" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,

    CONSTRAINT "marketplace_invite_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "marketplace_offer" (
    "id" BIGSERIAL NOT NULL,
    "business_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "currency" TEXT NOT NULL,
    "pickup_start" TIMESTAMPTZ(3) NOT NULL,
    "pickup_end" TIMESTAMPTZ(3) NOT NULL,
    "per_person_limit" INTEGER NOT NULL DEFAULT 2,
    "forced_sold_out" BOOLEAN NOT NULL DEFAULT false,
    "contains" TEXT[],
    "may_contain" TEXT[],
    "allergens_stated" BOOLEAN NOT NULL DEFAULT false,
    "diets" TEXT[],
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "city_key" TEXT NOT NULL,
    "cell" INTEGER NOT NULL,
    "min_price_minor" BIGINT NOT NULL,
    "discount" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "reminded_start_at" TIMESTAMPTZ(3),
    "reminded_end_at" TIMESTAMPTZ(3),
    "reconfirm_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "marketplace_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_item" (
    "id" BIGSERIAL NOT NULL,
    "offer_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "original_price_minor" BIGINT,
    "quantity" INTEGER NOT NULL,
    "committed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "marketplace_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_purchase" (
    "id" BIGSERIAL NOT NULL,
    "offer_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "business_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "sent_by" BIGINT,
    "state" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "code_version" INTEGER NOT NULL DEFAULT 1,
    "code_key_id" TEXT NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "collected_at" TIMESTAMPTZ(3),
    "collected_by" BIGINT,
    "cancelled_at" TIMESTAMPTZ(3),
    "late" BOOLEAN NOT NULL DEFAULT false,
    "missed_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "reconfirm_by" TIMESTAMPTZ(3),
    "reconfirmed_at" TIMESTAMPTZ(3),
    "receipt_id" BIGINT,

    CONSTRAINT "marketplace_purchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_transfer" (
    "token_hash" TEXT NOT NULL,
    "purchase_id" BIGINT NOT NULL,
    "from_user" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,

    CONSTRAINT "marketplace_transfer_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "marketplace_customer" (
    "user_id" BIGINT NOT NULL,
    "place" BYTEA,
    "place_at" TIMESTAMPTZ(3),
    "city_key" TEXT,
    "radius_km" INTEGER NOT NULL DEFAULT 5,
    "exclusions" TEXT[],
    "hide_unstated" BOOLEAN NOT NULL DEFAULT true,
    "blocked_until" TIMESTAMPTZ(3),
    "forgiven_at" TIMESTAMPTZ(3),

    CONSTRAINT "marketplace_customer_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "marketplace_appeal" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "reason" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "marketplace_appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_follow" (
    "user_id" BIGINT NOT NULL,
    "business_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "marketplace_follow_pkey" PRIMARY KEY ("user_id","business_id")
);

-- CreateTable
CREATE TABLE "marketplace_saved_search" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "city_key" TEXT,
    "place" BYTEA,
    "area" INTEGER,
    "radius_km" INTEGER NOT NULL DEFAULT 5,
    "max_price_minor" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "marketplace_saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketplace_browse" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "filter" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "place" BYTEA,
    "city_key" TEXT,
    "offer_ids" BIGINT[],

    CONSTRAINT "marketplace_browse_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "marketplace_business_owner_id_idx" ON "marketplace_business"("owner_id");

-- CreateIndex
CREATE INDEX "marketplace_photo_business_id_idx" ON "marketplace_photo"("business_id");

-- CreateIndex
CREATE INDEX "marketplace_photo_offer_id_idx" ON "marketplace_photo"("offer_id");

-- CreateIndex
CREATE INDEX "marketplace_staff_user_id_idx" ON "marketplace_staff"("user_id");

-- CreateIndex
CREATE INDEX "marketplace_invite_business_id_idx" ON "marketplace_invite"("business_id");

-- CreateIndex
CREATE INDEX "marketplace_invite_created_by_idx" ON "marketplace_invite"("created_by");

-- CreateIndex
CREATE INDEX "marketplace_offer_business_id_id_idx" ON "marketplace_offer"("business_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "marketplace_item_offer_id_position_key" ON "marketplace_item"("offer_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "marketplace_purchase_request_key_key" ON "marketplace_purchase"("request_key");

-- CreateIndex
CREATE INDEX "marketplace_purchase_offer_id_state_idx" ON "marketplace_purchase"("offer_id", "state");

-- CreateIndex
CREATE INDEX "marketplace_purchase_item_id_idx" ON "marketplace_purchase"("item_id");

-- CreateIndex
CREATE INDEX "marketplace_purchase_business_id_state_idx" ON "marketplace_purchase"("business_id", "state");

-- CreateIndex
CREATE INDEX "marketplace_purchase_user_id_id_idx" ON "marketplace_purchase"("user_id", "id");

-- CreateIndex
CREATE INDEX "marketplace_purchase_sent_by_idx" ON "marketplace_purchase"("sent_by");

-- CreateIndex
CREATE INDEX "marketplace_purchase_collected_by_idx" ON "marketplace_purchase"("collected_by");

-- CreateIndex
CREATE INDEX "marketplace_transfer_purchase_id_idx" ON "marketplace_transfer"("purchase_id");

-- CreateIndex
CREATE INDEX "marketplace_transfer_from_user_idx" ON "marketplace_transfer"("from_user");

-- CreateIndex
CREATE INDEX "marketplace_appeal_user_id_idx" ON "marketplace_appeal"("user_id");

-- CreateIndex
CREATE INDEX "marketplace_follow_business_id_idx" ON "marketplace_follow"("business_id");

-- CreateIndex
CREATE INDEX "marketplace_saved_search_user_id_idx" ON "marketplace_saved_search"("user_id");

-- CreateIndex
CREATE INDEX "marketplace_saved_search_area_idx" ON "marketplace_saved_search"("area");

-- CreateIndex
CREATE INDEX "marketplace_saved_search_city_key_idx" ON "marketplace_saved_search"("city_key");

-- CreateIndex
CREATE INDEX "marketplace_browse_user_id_idx" ON "marketplace_browse"("user_id");

-- CreateIndex
CREATE INDEX "marketplace_browse_at_idx" ON "marketplace_browse"("at");

-- AddForeignKey
ALTER TABLE "marketplace_photo" ADD CONSTRAINT "marketplace_photo_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_photo" ADD CONSTRAINT "marketplace_photo_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "marketplace_offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_staff" ADD CONSTRAINT "marketplace_staff_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_invite" ADD CONSTRAINT "marketplace_invite_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_item" ADD CONSTRAINT "marketplace_item_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "marketplace_offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_purchase" ADD CONSTRAINT "marketplace_purchase_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "marketplace_offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_purchase" ADD CONSTRAINT "marketplace_purchase_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "marketplace_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_purchase" ADD CONSTRAINT "marketplace_purchase_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_transfer" ADD CONSTRAINT "marketplace_transfer_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "marketplace_purchase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketplace_follow" ADD CONSTRAINT "marketplace_follow_business_id_fkey" FOREIGN KEY ("business_id") REFERENCES "marketplace_business"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand from here: what Prisma's schema language cannot say.

ALTER TABLE "marketplace_business" ADD CONSTRAINT "marketplace_business_state_check"
  CHECK ("state" IN ('DRAFT', 'PENDING', 'VERIFIED', 'REJECTED', 'SUSPENDED', 'CLOSED') AND ("state" <> 'REJECTED' OR "reject_reason" IS NOT NULL));
ALTER TABLE "marketplace_business" ADD CONSTRAINT "marketplace_business_place_check"
  CHECK ("latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
ALTER TABLE "marketplace_business" ADD CONSTRAINT "marketplace_business_rating_check"
  CHECK ("rating_count" >= 0 AND "rating_sum" BETWEEN "rating_count" AND 5 * "rating_count");
ALTER TABLE "marketplace_photo" ADD CONSTRAINT "marketplace_photo_owner_check"
  CHECK (("business_id" IS NULL) <> ("offer_id" IS NULL));
ALTER TABLE "marketplace_staff" ADD CONSTRAINT "marketplace_staff_permission_check"
  CHECK ("permission" IN ('collect', 'manage'));
ALTER TABLE "marketplace_invite" ADD CONSTRAINT "marketplace_invite_permission_check"
  CHECK ("permission" IN ('collect', 'manage') AND ("used_at" IS NULL OR "used_at" < "expires_at"));
ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_state_check"
  CHECK ("state" IN ('DRAFT', 'ACTIVE', 'PAUSED', 'SOLD_OUT', 'EXPIRED', 'ENDED', 'CANCELLED_BY_VENUE')
    AND ("state" = 'DRAFT') = ("published_at" IS NULL)
    AND ("state" IN ('EXPIRED', 'ENDED', 'CANCELLED_BY_VENUE')) = ("ended_at" IS NOT NULL)
    AND ("state" <> 'CANCELLED_BY_VENUE' OR "end_reason" IS NOT NULL)
    AND (NOT "forced_sold_out" OR "state" NOT IN ('DRAFT', 'ACTIVE', 'PAUSED')));
ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_window_check" CHECK ("pickup_start" < "pickup_end");
ALTER TABLE "marketplace_offer" ADD CONSTRAINT "marketplace_offer_numbers_check"
  CHECK ("per_person_limit" > 0 AND "min_price_minor" > 0 AND "discount" BETWEEN 0 AND 100
    AND "latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
-- The last guard against overselling, behind the function that reserves.
ALTER TABLE "marketplace_item" ADD CONSTRAINT "marketplace_item_stock_check"
  CHECK ("committed" >= 0 AND "committed" <= "quantity");
ALTER TABLE "marketplace_item" ADD CONSTRAINT "marketplace_item_price_check"
  CHECK ("price_minor" > 0 AND "original_price_minor" > "price_minor" AND "position" >= 0);
ALTER TABLE "marketplace_purchase" ADD CONSTRAINT "marketplace_purchase_state_check"
  CHECK ("state" IN ('HELD', 'CONFIRMED', 'COLLECTED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_VENUE', 'UNCONFIRMED', 'NO_SHOW', 'EXPIRED')
    AND ("state" = 'COLLECTED') = ("collected_at" IS NOT NULL)
    AND ("state" IN ('CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_VENUE')) = ("cancelled_at" IS NOT NULL)
    AND ("state" <> 'HELD' OR "held_until" IS NOT NULL)
    AND ("state" NOT IN ('UNCONFIRMED', 'NO_SHOW') OR "missed_at" IS NOT NULL)
    AND ("state" <> 'NO_SHOW' OR "claimed_at" IS NULL));
ALTER TABLE "marketplace_purchase" ADD CONSTRAINT "marketplace_purchase_numbers_check"
  CHECK ("quantity" > 0 AND "unit_price_minor" > 0 AND "code_version" > 0);
ALTER TABLE "marketplace_transfer" ADD CONSTRAINT "marketplace_transfer_expiry_check"
  CHECK ("expires_at" > "created_at");
ALTER TABLE "marketplace_customer" ADD CONSTRAINT "marketplace_customer_place_check"
  CHECK (("place" IS NULL) = ("place_at" IS NULL) AND "radius_km" IN (1, 3, 5, 10));
ALTER TABLE "marketplace_appeal" ADD CONSTRAINT "marketplace_appeal_state_check"
  CHECK ("state" IN ('pending', 'granted', 'refused'));
ALTER TABLE "marketplace_saved_search" ADD CONSTRAINT "marketplace_saved_search_where_check"
  CHECK (("place" IS NULL) = ("area" IS NULL) AND ("place" IS NULL) <> ("city_key" IS NULL) AND "radius_km" IN (1, 3, 5, 10) AND "max_price_minor" > 0);
ALTER TABLE "marketplace_browse" ADD CONSTRAINT "marketplace_browse_filter_check"
  CHECK ("filter" IN ('all', 'nearby', 'ending') AND cardinality("offer_ids") <= 200);

-- One venue is registered once; when its owner left, somebody else may.
CREATE UNIQUE INDEX "marketplace_business_identity_key_key" ON "marketplace_business" ("identity_key") WHERE "state" <> 'CLOSED';
-- What can be browsed: by square, by city, by what ends first.
CREATE INDEX "marketplace_offer_open_cell_idx" ON "marketplace_offer" ("cell", "pickup_end") WHERE "state" = 'ACTIVE';
CREATE INDEX "marketplace_offer_open_city_idx" ON "marketplace_offer" ("city_key", "pickup_end") WHERE "state" = 'ACTIVE';
CREATE INDEX "marketplace_offer_open_end_idx" ON "marketplace_offer" ("pickup_end") WHERE "state" = 'ACTIVE';
-- The limit per person is counted under the offer's lock, so it must be quick.
CREATE INDEX "marketplace_purchase_person_idx" ON "marketplace_purchase" ("offer_id", "user_id") WHERE "state" IN ('HELD', 'CONFIRMED', 'COLLECTED');
-- Strikes of a person.
CREATE INDEX "marketplace_purchase_strike_idx" ON "marketplace_purchase" ("user_id", "missed_at") WHERE "state" = 'NO_SHOW';
CREATE INDEX "marketplace_purchase_late_idx" ON "marketplace_purchase" ("user_id", "cancelled_at") WHERE "late";
-- One appeal at a time.
CREATE UNIQUE INDEX "marketplace_appeal_pending_key" ON "marketplace_appeal" ("user_id") WHERE "state" = 'pending';
