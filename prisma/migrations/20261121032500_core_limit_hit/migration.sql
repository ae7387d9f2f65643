-- Rows of these two tables change all the time and live shortly: leave room for updates in place.
ALTER TABLE "core_limit_window" SET (fillfactor = 70);
ALTER TABLE "core_lock" SET (fillfactor = 70);

-- Decides many hits on sliding-window limits in one round trip. The formula is the one of `slide` in
-- packages/core/src/redis/sliding-window.ts: the previous window counts with the share of it that is still covered.
-- p_now is epoch milliseconds and only given by tests. `value` is what remains, or the milliseconds to wait.
CREATE FUNCTION "core_limit_hit"(
  p_keys text[], p_max bigint[], p_window bigint[], p_cost bigint[], p_now bigint DEFAULT NULL
) RETURNS TABLE (place int, allowed boolean, value bigint) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_now bigint := coalesce(p_now, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);
  v_at int;
  v_window bigint;
  v_max bigint;
  v_cost bigint;
  v_start timestamptz(3);
  v_before timestamptz(3);
  v_elapsed bigint;
  v_current bigint;
  v_previous bigint;
  v_row "core_limit_window";
BEGIN
  -- In the order of the keys, so that two batches can never wait for each other; equal keys in the given order.
  FOR v_at IN SELECT o FROM unnest(p_keys) WITH ORDINALITY AS k(key, o) ORDER BY k.key, o LOOP
    v_window := p_window[v_at];
    v_max := p_max[v_at];
    v_cost := p_cost[v_at];
    v_elapsed := v_now % v_window;
    v_start := to_timestamp((v_now - v_elapsed) / 1000.0);
    v_before := to_timestamp((v_now - v_elapsed - v_window) / 1000.0);
    place := v_at;
    value := v_window;
    allowed := false;
    IF v_cost <= v_max THEN
      INSERT INTO "core_limit_window" AS l ("key", "window_start", "current", "previous", "expires_at")
      VALUES (p_keys[v_at], v_start, v_cost, 0, clock_timestamp() + v_window * 2 * interval '1 millisecond')
      ON CONFLICT ("key") DO UPDATE SET
        "window_start" = greatest(l."window_start", v_start),
        "current" = CASE WHEN l."window_start" >= v_start THEN l."current" ELSE 0 END + v_cost,
        "previous" = CASE WHEN l."window_start" >= v_start THEN l."previous"
                          WHEN l."window_start" = v_before THEN l."current" ELSE 0 END,
        "expires_at" = excluded."expires_at"
      WHERE v_max * v_window
          - CASE WHEN l."window_start" >= v_start THEN l."previous"
                 WHEN l."window_start" = v_before THEN l."current" ELSE 0 END
            * (v_window - CASE WHEN l."window_start" > v_start THEN 0 ELSE v_elapsed END)
          - (CASE WHEN l."window_start" >= v_start THEN l."current" ELSE 0 END + v_cost) * v_window >= 0
      RETURNING * INTO v_row;
      allowed := FOUND;
      IF NOT allowed THEN
        -- Nothing was written, but the conflicting row is locked by us now.
        SELECT * INTO v_row FROM "core_limit_window" l WHERE l."key" = p_keys[v_at];
      END IF;
      IF v_row."window_start" > v_start THEN
        v_elapsed := 0;
      END IF;
      v_current := CASE WHEN v_row."window_start" >= v_start THEN v_row."current" ELSE 0 END;
      v_previous := CASE WHEN v_row."window_start" >= v_start THEN v_row."previous"
                         WHEN v_row."window_start" = v_before THEN v_row."current" ELSE 0 END;
      IF allowed THEN
        value := (v_max * v_window - v_previous * (v_window - v_elapsed) - v_current * v_window) / v_window;
      ELSIF v_max - v_current - v_cost >= 0 THEN
        value := greatest(1, v_window - v_elapsed - ((v_max - v_current - v_cost) * v_window) / v_previous);
      ELSE
        value := greatest(1, v_window - v_elapsed + v_window - ((v_max - v_cost) * v_window) / v_current);
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
