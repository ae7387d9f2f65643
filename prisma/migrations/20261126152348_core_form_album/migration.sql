-- CreateTable
CREATE TABLE "core_form_album" (
    "user_id" BIGINT NOT NULL,
    "album" TEXT NOT NULL,
    "draft_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "taken" BOOLEAN NOT NULL,
    "remarks" BYTEA NOT NULL,
    "reply_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_form_album_pkey" PRIMARY KEY ("user_id","album")
);

-- CreateIndex
CREATE INDEX "core_form_album_created_at_idx" ON "core_form_album"("created_at");
