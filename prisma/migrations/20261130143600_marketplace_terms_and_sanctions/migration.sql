-- CreateTable
CREATE TABLE "marketplace_sanction" (
    "id" BIGSERIAL NOT NULL,
    "person" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "offer_id" BIGINT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "marketplace_sanction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "marketplace_sanction_person_idx" ON "marketplace_sanction"("person");

-- CreateIndex
CREATE INDEX "marketplace_sanction_offer_id_idx" ON "marketplace_sanction"("offer_id");

-- AddForeignKey
ALTER TABLE "marketplace_sanction" ADD CONSTRAINT "marketplace_sanction_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "marketplace_offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "marketplace_sanction" ADD CONSTRAINT "marketplace_sanction_kind_check"
  CHECK ("kind" IN ('block', 'no-show', 'late', 'taken', 'cancelled', 'appealed', 'suspended')
    AND ("kind" IN ('taken', 'cancelled')) = ("offer_id" IS NOT NULL) AND "count" > 0 AND "expires_at" > "at");
-- How often somebody has cancelled of one offer is counted under the offer's lock.
CREATE INDEX "marketplace_purchase_cancelled_idx" ON "marketplace_purchase" ("offer_id", "user_id") WHERE "state" = 'CANCELLED_BY_CUSTOMER';

-- Only what moderators have looked at is somebody's: a name that waits, or was rejected, keeps nobody else from registering it.
DROP INDEX "marketplace_business_identity_key_key";
CREATE UNIQUE INDEX "marketplace_business_identity_key_key" ON "marketplace_business" ("identity_key") WHERE "state" IN ('VERIFIED', 'SUSPENDED');
-- Twins that wait, for the moderators' card.
CREATE INDEX "marketplace_business_identity_key_idx" ON "marketplace_business" ("identity_key");

-- Five characters that stand for everything that a customer is shown of an item before reserving it, or that may hurt whoever does not know it.
-- A confirming button carries them: with other ones the card is drawn again.
CREATE FUNCTION "marketplace_terms"(p_offer marketplace_offer, p_item marketplace_item, p_venue marketplace_business) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT substr(translate(encode(sha256(convert_to(json_build_array(
    p_offer.title, p_offer.description, p_offer.currency, extract(epoch FROM p_offer.pickup_start), extract(epoch FROM p_offer.pickup_end),
    p_offer.per_person_limit, p_offer.contains, p_offer.may_contain, p_offer.allergens_stated, p_offer.diets,
    (SELECT json_agg(key ORDER BY position) FROM marketplace_photo WHERE offer_id = p_offer.id),
    p_item.title, p_item.price_minor, p_item.original_price_minor,
    p_venue.name, p_venue.street, p_venue.postal_code, p_venue.city, p_venue.latitude, p_venue.longitude, p_venue.time_zone
  )::text, 'UTF8')), 'base64'), '+/', '-_'), 1, 5)
$$;

-- So many times one person may reserve and cancel of one offer.
CREATE FUNCTION "marketplace_most_cancelled"() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 3 $$;

-- As before, and it says the terms of each item, refuses who has cancelled too often, and knows what /delete did not lift. The old form of the call
-- is answered too.
DROP FUNCTION "marketplace_reserve"(bigint, timestamptz, bigint[], bigint[], int[], text[], text);

-- Decides requests for one offer in the order in which they are given; the arrays have one element per request. The offer's row is locked
-- first: every later statement of this VOLATILE function sees what was committed before the lock was given, so that stock and the limit
-- per person are counted right. Returns {"offer": what a receipt shows, and who of the venue is told, or null, "limit", "reconfirmBy", "outcomes": [], "ids": [],
-- "receipts": [], "amounts": [], "untils": [], "reconfirms": []}, the arrays in the order of the requests:
--   confirmed (receipts: the id under which the caller must emit the receipt in this transaction; reconfirms: must be confirmed again)
--   | repeated (ids: the purchase) | too-few (amounts: units left) | limit (amounts: units taken)
--   | often (amounts: how many times the person has reserved and cancelled of this offer)
--   | blocked, expired (untils: the instant) | paused | ended | unknown (no such offer or item, or the key is another person's)
-- p_persons: the keyed hashes of each person, under which is kept what /delete does not lift: one for each key, those of one request after those of
-- the other. Absent (who calls is of the version before): nothing is kept, and nobody is refused as 'often', which that version does not know.
-- Nothing here may scan a whole table while the lock is held, hence the setting.
CREATE FUNCTION "marketplace_reserve"(
  p_offer bigint, p_now timestamptz, p_users bigint[], p_items bigint[], p_quantities int[], p_keys text[], p_code_key text,
  p_persons text[] DEFAULT NULL
) RETURNS json LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  size int := cardinality(p_users);
  hashes int := cardinality(p_persons) / cardinality(p_users);
  offer marketplace_offer;
  venue marketplace_business;
  refusal text;
  item_ids bigint[];
  prices bigint[];
  lefts int[];
  granted int[];
  shown json;
  -- By request; what belongs to a person or to a key stands at the first request of that person or with that key.
  outcomes text[] := array_fill(NULL::text, ARRAY[size]);
  ids bigint[] := array_fill(NULL::bigint, ARRAY[size]);
  receipts bigint[] := array_fill(NULL::bigint, ARRAY[size]);
  amounts int[] := array_fill(NULL::int, ARRAY[size]);
  untils timestamptz[] := array_fill(NULL::timestamptz, ARRAY[size]);
  reconfirms boolean[] := array_fill(false, ARRAY[size]);
  taken int[] := array_fill(0, ARRAY[size]);
  dropped int[] := array_fill(0, ARRAY[size]);
  blocked timestamptz[] := array_fill(NULL::timestamptz, ARRAY[size]);
  striking boolean[] := array_fill(false, ARRAY[size]);
  key_ids bigint[] := array_fill(NULL::bigint, ARRAY[size]);
  key_users bigint[] := array_fill(NULL::bigint, ARRAY[size]);
  reconfirm timestamptz;
  found record;
  requester int;
  key int;
  item int;
  place int;
BEGIN
  SELECT * INTO offer FROM marketplace_offer WHERE id = p_offer FOR UPDATE;
  SELECT * INTO venue FROM marketplace_business WHERE id = offer.business_id;

  FOR found IN SELECT request_key, id, user_id FROM marketplace_purchase WHERE request_key = ANY (p_keys) LOOP
    key := array_position(p_keys, found.request_key);
    key_ids[key] := found.id;
    key_users[key] := found.user_id;
  END LOOP;

  refusal := CASE
    WHEN offer.id IS NULL OR offer.state = 'DRAFT' THEN 'unknown'
    WHEN offer.state IN ('ENDED', 'CANCELLED_BY_VENUE') OR venue.state NOT IN ('VERIFIED', 'SUSPENDED') THEN 'ended'
    WHEN offer.state = 'EXPIRED' OR offer.pickup_end <= p_now THEN 'expired'
    WHEN offer.state = 'PAUSED' OR venue.state = 'SUSPENDED' THEN 'paused'
    WHEN offer.state = 'SOLD_OUT' THEN 'too-few'
  END;

  IF refusal IS NULL THEN
    SELECT array_agg(id), array_agg(price_minor), array_agg(quantity - committed), array_agg(0),
           json_agg(json_build_object('id', id::text, 'title', title, 'priceMinor', price_minor::text, 'left', quantity - committed,
                                      'terms', marketplace_terms(offer, sold, venue)))
      INTO item_ids, prices, lefts, granted, shown FROM marketplace_item sold WHERE offer_id = p_offer;
    FOR found IN
      SELECT user_id, blocked_until FROM marketplace_customer WHERE user_id = ANY (p_users) AND blocked_until > p_now
      UNION ALL
      SELECT p_users[(array_position(p_persons, person) - 1) / hashes + 1], expires_at FROM marketplace_sanction
      WHERE person = ANY (p_persons) AND kind = 'block' AND expires_at > p_now
    LOOP
      place := array_position(p_users, found.user_id);
      blocked[place] := greatest(blocked[place], found.blocked_until);
    END LOOP;
    -- Who sent a reservation to a friend has used up their own limit all the same, and so has the friend. Only the purchases of these people
    -- are looked through: + 0 and || '' keep the indexes away that would lead over all purchases of the offer, or over all open ones.
    FOR found IN
      SELECT by_person.user_id, sum(by_person.quantity)::int AS units FROM (
        SELECT user_id, quantity FROM marketplace_purchase
        WHERE offer_id + 0 = p_offer AND user_id = ANY (p_users) AND state || '' IN ('HELD', 'CONFIRMED', 'COLLECTED')
        UNION ALL
        SELECT sent_by, quantity FROM marketplace_purchase
        WHERE offer_id + 0 = p_offer AND sent_by = ANY (p_users) AND state || '' IN ('HELD', 'CONFIRMED', 'COLLECTED')
        UNION ALL
        SELECT p_users[(array_position(p_persons, person) - 1) / hashes + 1], count FROM marketplace_sanction
        WHERE offer_id + 0 = p_offer AND person = ANY (p_persons) AND kind = 'taken'
      ) by_person GROUP BY by_person.user_id
    LOOP
      taken[array_position(p_users, found.user_id)] := found.units;
    END LOOP;
    -- Reserving and cancelling again and again: each time the venue is told, and others find nothing.
    FOR found IN
      SELECT by_person.user_id, sum(by_person.times)::int AS times FROM (
        SELECT user_id, 1 AS times FROM marketplace_purchase
        WHERE offer_id = p_offer AND user_id = ANY (p_users) AND state = 'CANCELLED_BY_CUSTOMER'
        UNION ALL
        SELECT p_users[(array_position(p_persons, person) - 1) / hashes + 1], count FROM marketplace_sanction
        WHERE offer_id + 0 = p_offer AND person = ANY (p_persons) AND kind = 'cancelled'
      ) by_person GROUP BY by_person.user_id
    LOOP
      dropped[array_position(p_users, found.user_id)] := found.times;
    END LOOP;
    IF offer.pickup_start - interval '1 hour' > p_now THEN
      reconfirm := offer.pickup_start - interval '1 hour';
      -- Two no-shows within 30 days; a late cancellation weighs half.
      FOR found IN
        SELECT strike.user_id FROM (
          SELECT user_id, 2 AS halves, missed_at AS at FROM marketplace_purchase
          WHERE user_id = ANY (p_users) AND state = 'NO_SHOW' AND missed_at > p_now - interval '30 days'
          UNION ALL
          SELECT user_id, 1, cancelled_at FROM marketplace_purchase
          WHERE user_id = ANY (p_users) AND late AND cancelled_at > p_now - interval '30 days'
          UNION ALL
          SELECT p_users[(array_position(p_persons, person) - 1) / hashes + 1], CASE kind WHEN 'late' THEN 1 ELSE 2 END, marketplace_sanction.at
          FROM marketplace_sanction
          WHERE person = ANY (p_persons) AND kind IN ('no-show', 'late') AND marketplace_sanction.at > p_now - interval '30 days'
        ) strike LEFT JOIN marketplace_customer customer ON customer.user_id = strike.user_id
        WHERE strike.at > coalesce(customer.forgiven_at, '-infinity')
        GROUP BY strike.user_id HAVING sum(strike.halves) >= 4
      LOOP
        striking[array_position(p_users, found.user_id)] := true;
      END LOOP;
    END IF;
  END IF;

  FOR n IN 1..size LOOP
    key := array_position(p_keys, p_keys[n]);
    IF key_ids[key] IS NOT NULL THEN
      IF key_users[key] = p_users[n] THEN
        outcomes[n] := 'repeated';
        ids[n] := key_ids[key];
      ELSE
        outcomes[n] := 'unknown';
      END IF;
      CONTINUE;
    END IF;
    IF refusal IS NOT NULL THEN
      outcomes[n] := refusal;
      amounts[n] := 0;
      untils[n] := offer.pickup_end;
      CONTINUE;
    END IF;
    requester := array_position(p_users, p_users[n]);
    item := array_position(item_ids, p_items[n]);
    IF blocked[requester] IS NOT NULL THEN
      outcomes[n] := 'blocked';
      untils[n] := blocked[requester];
    ELSIF item IS NULL THEN
      outcomes[n] := 'unknown';
    ELSIF p_persons IS NOT NULL AND dropped[requester] >= marketplace_most_cancelled() THEN
      outcomes[n] := 'often';
      amounts[n] := dropped[requester];
    ELSIF taken[requester] + p_quantities[n] > offer.per_person_limit THEN
      outcomes[n] := 'limit';
      amounts[n] := taken[requester];
    ELSIF lefts[item] < p_quantities[n] THEN
      outcomes[n] := 'too-few';
      amounts[n] := lefts[item];
    ELSE
      outcomes[n] := 'confirmed';
      ids[n] := nextval('marketplace_purchase_id_seq');
      receipts[n] := core_draw_notification_id();
      reconfirms[n] := striking[requester];
      taken[requester] := taken[requester] + p_quantities[n];
      lefts[item] := lefts[item] - p_quantities[n];
      granted[item] := granted[item] + p_quantities[n];
      key_ids[key] := ids[n];
      key_users[key] := p_users[n];
      IF 0 = ALL (lefts) THEN
        refusal := 'too-few';
      END IF;
    END IF;
  END LOOP;

  IF 'confirmed' = ANY (outcomes) THEN
    UPDATE marketplace_item SET committed = committed + moved.units
    FROM unnest(item_ids, granted) AS moved(id, units) WHERE marketplace_item.id = moved.id AND moved.units > 0;
    INSERT INTO marketplace_purchase
      (id, offer_id, item_id, business_id, user_id, state, quantity, unit_price_minor, currency, request_key, code_key_id, reserved_at, reconfirm_by,
       receipt_id)
    SELECT asked.id, p_offer, asked.item_id, offer.business_id, asked.user_id, 'CONFIRMED', asked.quantity,
           prices[array_position(item_ids, asked.item_id)], offer.currency, asked.request_key, p_code_key, p_now,
           CASE WHEN asked.reconfirms THEN reconfirm END, asked.receipt_id
    FROM unnest(outcomes, ids, receipts, p_items, p_users, p_quantities, p_keys, reconfirms)
      AS asked(outcome, id, receipt_id, item_id, user_id, quantity, request_key, reconfirms)
    WHERE asked.outcome = 'confirmed';
    IF 0 = ALL (lefts) THEN
      UPDATE marketplace_offer SET state = 'SOLD_OUT' WHERE id = p_offer;
    END IF;
  END IF;

  RETURN json_build_object(
    'offer', CASE WHEN 'confirmed' = ANY (outcomes) THEN json_build_object(
      'title', offer.title, 'currency', offer.currency, 'pickupStart', offer.pickup_start, 'pickupEnd', offer.pickup_end,
      'latitude', offer.latitude, 'longitude', offer.longitude,
      'items', shown, 'listeners', ARRAY(SELECT user_id::text FROM marketplace_listeners(venue.id) AS user_id),
      'business', json_build_object('id', venue.id::text, 'ownerId', venue.owner_id::text, 'name', venue.name, 'street', venue.street,
                                    'city', venue.city, 'timeZone', venue.time_zone)) END,
    'limit', offer.per_person_limit, 'reconfirmBy', reconfirm,
    'outcomes', outcomes, 'ids', ids::text[], 'receipts', receipts::text[], 'amounts', amounts, 'untils', untils, 'reconfirms', reconfirms);
END $$;
