-- The window of a refused hit is read by its key, however many windows there have come to be since a connection planned it: a plan that was
-- made while the table was small would go on reading all of it until the next ANALYZE.
ALTER FUNCTION "core_limit_hit" SET enable_seqscan = off;
