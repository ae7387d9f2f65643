-- AlterTable
ALTER TABLE "core_approval" ADD COLUMN     "needed" SMALLINT NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "core_approval_vote" (
    "approval_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "voted_at" TIMESTAMPTZ(3) NOT NULL,
    "input" BYTEA,

    CONSTRAINT "core_approval_vote_pkey" PRIMARY KEY ("approval_id","user_id")
);

-- CreateIndex
CREATE INDEX "core_approval_vote_user_id_idx" ON "core_approval_vote"("user_id");

-- AddForeignKey
ALTER TABLE "core_approval_vote" ADD CONSTRAINT "core_approval_vote_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "core_approval"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One person, or two different ones: what a kind declares when its entity enters the queue.
ALTER TABLE "core_approval" ADD CONSTRAINT "core_approval_needed_check" CHECK ("needed" IN (1, 2));

-- Four eyes are kept by the database too. Processes of an older version, which count no votes, decide what one person may decide.
CREATE FUNCTION core_approval_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM core_approval_vote v WHERE v.approval_id = NEW.id) < NEW.needed THEN
    RAISE EXCEPTION 'Approval % needs % different people', NEW.id, NEW.needed USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER core_approval_enough_votes BEFORE UPDATE OF state ON core_approval
FOR EACH ROW WHEN (NEW.state = 'approved' AND NEW.needed > 1) EXECUTE FUNCTION core_approval_four_eyes();
