-- CreateTable
CREATE TABLE "core_telegram_file" (
    "key" TEXT NOT NULL,
    "bot_id" BIGINT NOT NULL,
    "file_id" TEXT NOT NULL,

    CONSTRAINT "core_telegram_file_pkey" PRIMARY KEY ("key","bot_id")
);
