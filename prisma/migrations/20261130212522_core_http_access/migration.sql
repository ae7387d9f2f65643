-- CreateTable
CREATE TABLE "core_api_key" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "card" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "core_api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "core_http_answer" (
    "key" TEXT NOT NULL,
    "user_id" BIGINT,
    "answer" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_http_answer_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "core_api_key_hash_key" ON "core_api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "core_api_key_card_key" ON "core_api_key"("card");

-- CreateIndex
CREATE INDEX "core_api_key_user_id_id_idx" ON "core_api_key"("user_id", "id");

-- CreateIndex
CREATE INDEX "core_api_key_revoked_at_idx" ON "core_api_key"("revoked_at");

-- CreateIndex
CREATE INDEX "core_http_answer_created_at_idx" ON "core_http_answer"("created_at");

-- CreateIndex
CREATE INDEX "core_http_answer_user_id_idx" ON "core_http_answer"("user_id");

-- A SHA-256 in hex.
ALTER TABLE "core_api_key" ADD CONSTRAINT "core_api_key_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');
-- What is known of a key stays far from the key itself.
ALTER TABLE "core_api_key" ADD CONSTRAINT "core_api_key_hint_check" CHECK (length("hint") <= 8);
ALTER TABLE "core_api_key" ADD CONSTRAINT "core_api_key_scopes_check" CHECK (cardinality("scopes") > 0);
ALTER TABLE "core_http_answer" ADD CONSTRAINT "core_http_answer_key_check" CHECK ("key" ~ '^[0-9a-f]{64}$');
