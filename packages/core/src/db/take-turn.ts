import type { Tx } from './types.ts'

/** Waits until no other transaction has this name, and has it to the end of this one: what is read from here on was written by those before. */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${name}))::text`
}
