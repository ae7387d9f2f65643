-- CreateTable
CREATE TABLE "core_queue_notice" (
    "user_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "core_queue_notice_pkey" PRIMARY KEY ("user_id","kind")
);
