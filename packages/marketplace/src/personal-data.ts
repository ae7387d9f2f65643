import type { Tx } from '@bazaar/core/db'

/** Erases one person's rows. No table yet: whoever adds one adds its line here. */
export async function eraseUser(_tx: Tx, _userId: bigint): Promise<void> {}

/** Everything that is known about one person, as plain JSON. */
export async function exportUser(_userId: bigint): Promise<object> {
  return {}
}
