-- For functions of features that write a row together with the id of its message, which is emitted under that id in the same transaction.
CREATE FUNCTION "core_draw_notification_id"() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT nextval('core_notification_id_seq') $$;
