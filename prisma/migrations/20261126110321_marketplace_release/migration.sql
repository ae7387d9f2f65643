-- What ends reservations. Lock order everywhere: the offer's row, then its items, then its purchases.

-- CONFIRMED -> CANCELLED_BY_CUSTOMER; the stock returns, and an offer that had sold out opens again. False: it was not CONFIRMED any more.
CREATE FUNCTION "marketplace_cancel"(p_purchase bigint, p_now timestamptz, p_late boolean)
RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  locked bigint;
  freed record;
BEGIN
  SELECT id INTO locked FROM marketplace_offer
    WHERE id = (SELECT offer_id FROM marketplace_purchase WHERE id = p_purchase) FOR UPDATE;
  UPDATE marketplace_purchase SET state = 'CANCELLED_BY_CUSTOMER', cancelled_at = p_now, late = p_late
    WHERE id = p_purchase AND state = 'CONFIRMED' RETURNING item_id, quantity INTO freed;
  IF freed IS NULL THEN
    RETURN false;
  END IF;
  UPDATE marketplace_item SET committed = committed - freed.quantity WHERE id = freed.item_id;
  UPDATE marketplace_offer SET state = 'ACTIVE'
    WHERE id = locked AND state = 'SOLD_OUT' AND NOT forced_sold_out AND pickup_end > p_now;
  RETURN true;
END $$;

-- Everything of an offer that is CONFIRMED or HELD -> CANCELLED_BY_VENUE; returns what it was. The offer's state is the caller's.
CREATE FUNCTION "marketplace_cancel_all"(p_offer bigint, p_now timestamptz)
RETURNS TABLE (id bigint, was text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM marketplace_offer o WHERE o.id = p_offer FOR UPDATE;
  RETURN QUERY
    WITH open AS (
      SELECT p.id, p.state, p.item_id, p.quantity FROM marketplace_purchase p
      WHERE p.offer_id = p_offer AND p.state IN ('CONFIRMED', 'HELD') FOR UPDATE
    ), freed AS (
      UPDATE marketplace_item i SET committed = i.committed - f.units
      FROM (SELECT item_id, sum(quantity)::int AS units FROM open GROUP BY item_id) f WHERE i.id = f.item_id
    ), cancelled AS (
      UPDATE marketplace_purchase p SET state = 'CANCELLED_BY_VENUE', cancelled_at = p_now FROM open WHERE p.id = open.id
    )
    SELECT open.id, open.state FROM open ORDER BY open.id;
END $$;

-- CONFIRMED -> COLLECTED. False: it was not CONFIRMED any more.
CREATE FUNCTION "marketplace_collect"(p_purchase bigint, p_now timestamptz, p_by bigint)
RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM marketplace_offer WHERE id = (SELECT offer_id FROM marketplace_purchase WHERE id = p_purchase) FOR UPDATE;
  UPDATE marketplace_purchase SET state = 'COLLECTED', collected_at = p_now, collected_by = p_by
    WHERE id = p_purchase AND state = 'CONFIRMED';
  RETURN FOUND;
END $$;

-- Everything of an offer that is still CONFIRMED -> UNCONFIRMED. Its stock stays committed: the window is over.
CREATE FUNCTION "marketplace_close_missed"(p_offer bigint, p_now timestamptz)
RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM marketplace_offer WHERE id = p_offer FOR UPDATE;
  RETURN QUERY
    UPDATE marketplace_purchase SET state = 'UNCONFIRMED', missed_at = p_now
    WHERE offer_id = p_offer AND state = 'CONFIRMED' RETURNING id;
END $$;
