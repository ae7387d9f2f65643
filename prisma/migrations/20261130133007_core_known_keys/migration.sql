-- CreateTable
CREATE TABLE "core_key" (
    "id" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "core_key_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "core_key" ADD CONSTRAINT "core_key_id_check" CHECK ("id" ~ '^[A-Za-z0-9_-]$');
-- An HMAC-SHA256 in base64url.
ALTER TABLE "core_key" ADD CONSTRAINT "core_key_proof_check" CHECK ("proof" ~ '^[A-Za-z0-9_-]{43}$');
