-- CreateTable
CREATE TABLE "steps_rewards_settings" (
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "steps_rewards_settings_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "steps_rewards_profile" (
    "user_id" BIGINT NOT NULL,
    "zone" TEXT NOT NULL,
    "next_zone" TEXT,
    "next_from" TEXT,
    "zone_changed_at" TIMESTAMPTZ(3),
    "chosen_kind" TEXT,
    "chosen_at" TIMESTAMPTZ(3),
    "city" BYTEA,
    "city_changed_at" TIMESTAMPTZ(3),
    "earned" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "steps_rewards_profile_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "steps_rewards_walk" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_report_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "live_message_id" BIGINT,
    "live_until" TIMESTAMPTZ(3),
    "message_id" BIGINT,
    "shown_at" TIMESTAMPTZ(3),
    "anchor" BYTEA,
    "reports" INTEGER NOT NULL DEFAULT 0,
    "counted_cm" BIGINT NOT NULL DEFAULT 0,
    "fast_cm" BIGINT NOT NULL DEFAULT 0,
    "inaccurate_cm" BIGINT NOT NULL DEFAULT 0,
    "gap_cm" BIGINT NOT NULL DEFAULT 0,
    "jumps" INTEGER NOT NULL DEFAULT 0,
    "walked_steps" INTEGER,
    "counted_steps" INTEGER,
    "credited_steps" INTEGER,
    "feels_like" INTEGER,
    "felt_at" TIMESTAMPTZ(3),
    "settings_version" INTEGER,
    "points" BIGINT,
    "flags" TEXT[],
    "submitted_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "steps_rewards_walk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "steps_rewards_track" (
    "walk_id" BIGINT NOT NULL,
    "place" BYTEA NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "steps_rewards_track_pkey" PRIMARY KEY ("walk_id")
);

-- CreateTable
CREATE TABLE "steps_rewards_point" (
    "walk_id" BIGINT NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "point" BYTEA NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "steps_rewards_point_pkey" PRIMARY KEY ("walk_id","n")
);

-- CreateTable
CREATE TABLE "steps_rewards_day" (
    "user_id" BIGINT NOT NULL,
    "day" TEXT NOT NULL,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "hand_steps" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "steps_rewards_day_pkey" PRIMARY KEY ("user_id","day")
);

-- CreateTable
CREATE TABLE "steps_rewards_weather" (
    "place" TEXT NOT NULL,
    "feels_like" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "steps_rewards_weather_pkey" PRIMARY KEY ("place")
);

-- CreateIndex
CREATE INDEX "steps_rewards_walk_user_id_id_idx" ON "steps_rewards_walk"("user_id", "id");

-- CreateIndex
CREATE INDEX "steps_rewards_track_settled_at_idx" ON "steps_rewards_track"("settled_at");

-- CreateIndex
CREATE INDEX "steps_rewards_point_hash_at_idx" ON "steps_rewards_point"("hash", "at");

-- CreateIndex
CREATE INDEX "steps_rewards_weather_read_at_idx" ON "steps_rewards_weather"("read_at");

-- AddForeignKey
ALTER TABLE "steps_rewards_track" ADD CONSTRAINT "steps_rewards_track_walk_id_fkey" FOREIGN KEY ("walk_id") REFERENCES "steps_rewards_walk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps_rewards_point" ADD CONSTRAINT "steps_rewards_point_walk_id_fkey" FOREIGN KEY ("walk_id") REFERENCES "steps_rewards_track"("walk_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma cannot say.
ALTER TABLE "steps_rewards_profile"
  ADD CONSTRAINT "steps_rewards_profile_chosen_kind_check" CHECK (chosen_kind IN ('dog', 'stroller', 'both')),
  ADD CONSTRAINT "steps_rewards_profile_chosen_at_check" CHECK ((chosen_kind IS NULL) = (chosen_at IS NULL)),
  ADD CONSTRAINT "steps_rewards_profile_next_from_check" CHECK ((next_zone IS NULL) = (next_from IS NULL)),
  ADD CONSTRAINT "steps_rewards_profile_earned_check" CHECK (earned >= 0);
ALTER TABLE "steps_rewards_walk"
  ADD CONSTRAINT "steps_rewards_walk_state_check" CHECK (state IN ('ACTIVE', 'CREDITED', 'FLAGGED', 'EMPTY', 'REJECTED')),
  ADD CONSTRAINT "steps_rewards_walk_source_check" CHECK (source IN ('live', 'hand') AND (source = 'live' OR state <> 'ACTIVE')),
  ADD CONSTRAINT "steps_rewards_walk_kind_check" CHECK (kind IN ('dog', 'stroller', 'both', 'unsaid')),
  ADD CONSTRAINT "steps_rewards_walk_day_check" CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  ADD CONSTRAINT "steps_rewards_walk_ended_check" CHECK ((state = 'ACTIVE') = (ended_at IS NULL) AND (ended_at IS NULL OR ended_at >= started_at)),
  ADD CONSTRAINT "steps_rewards_walk_end_reason_check" CHECK (end_reason IN ('finish', 'sharing', 'silence', 'long')),
  ADD CONSTRAINT "steps_rewards_walk_distances_check" CHECK (
    counted_cm >= 0 AND fast_cm >= 0 AND inaccurate_cm >= 0 AND gap_cm >= 0 AND jumps >= 0 AND reports >= 0),
  ADD CONSTRAINT "steps_rewards_walk_steps_check" CHECK (
    credited_steps >= 0 AND credited_steps <= counted_steps AND counted_steps <= walked_steps),
  ADD CONSTRAINT "steps_rewards_walk_credited_check" CHECK (
    state <> 'CREDITED' OR (points > 0 AND settings_version IS NOT NULL AND credited_steps > 0 AND settled_at IS NOT NULL)),
  ADD CONSTRAINT "steps_rewards_walk_flags_check" CHECK (
    flags <@ ARRAY['twin', 'jumps', 'steady', 'round'] AND (state NOT IN ('FLAGGED', 'REJECTED') OR cardinality(flags) > 0)),
  ADD CONSTRAINT "steps_rewards_walk_anchor_check" CHECK (state = 'ACTIVE' OR anchor IS NULL),
  ADD CONSTRAINT "steps_rewards_walk_felt_at_check" CHECK ((feels_like IS NULL) = (felt_at IS NULL));
-- One walk at a time.
CREATE UNIQUE INDEX "steps_rewards_walk_user_id_key" ON "steps_rewards_walk" (user_id) WHERE state = 'ACTIVE';
ALTER TABLE "steps_rewards_day"
  ADD CONSTRAINT "steps_rewards_day_day_check" CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  ADD CONSTRAINT "steps_rewards_day_steps_check" CHECK (hand_steps >= 0 AND hand_steps <= steps);
INSERT INTO "steps_rewards_settings" (version, content, created_at) VALUES (1, '{"rate":1000,"dog":100,"stroller":100,"both":120,"boost":100,"temperature":{"dog":{"below":100,"steps":[{"from":-25,"factor":130},{"from":-15,"factor":120},{"from":-5,"factor":110},{"from":5,"factor":100},{"from":27,"factor":110},{"from":35,"factor":100}]},"stroller":{"below":100,"steps":[{"from":-15,"factor":120},{"from":-5,"factor":110},{"from":5,"factor":100},{"from":27,"factor":110},{"from":30,"factor":100}]}}}', '2026-01-01T00:00:00Z');
