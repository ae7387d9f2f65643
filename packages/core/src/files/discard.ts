import type { Tx } from '../db/index.ts'

/**
 * Files that nobody wants any more once `tx` is committed: the hourly sweep removes them. A file that is removed inside of a transaction
 * would be gone after a rollback too.
 * @param now business time
 */
export async function discardFiles(tx: Tx, keys: readonly string[], now: Date): Promise<void> {
  await tx.formFile.createMany({ data: keys.map((key) => ({ key, createdAt: now })), skipDuplicates: true })
}
