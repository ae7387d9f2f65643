import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { OwnedData, SealedColumn } from './types.ts'

interface KnownKeysDeps {
  readonly db: Db
  readonly keyring: Keyring
}

/**
 * Checks that every configured key has the secret that this database knows it by, and remembers keys that are new. Under another secret what was
 * sealed would be unreadable, and codes that people hold would be other ones. What is compared lies in the database, so a restored backup brings it.
 * @throws Error with the cure
 */
export async function requireKnownKeys(deps: KnownKeysDeps, data: readonly OwnedData[]): Promise<void> {
  const { db, keyring } = deps
  const known = await readProofs(db)
  // A database from before keys were remembered tells by what it holds.
  if (known.size === 0) {
    for (const id of keyring.keyIds) if (await isDoubted(deps, data, id)) throw strange(id)
  }
  const fresh = keyring.keyIds.filter((id) => !known.has(id))
  if (fresh.length > 0)
    await db.pool.query(
      'INSERT INTO core_key (id, proof) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (id) DO NOTHING',
      [fresh, fresh.map((id) => proofOf(keyring, id))],
    )
  // Read again: another process may have been first with the same id.
  const proofs = fresh.length > 0 ? await readProofs(db) : known
  const wrong = keyring.keyIds.find((id) => proofs.get(id) !== proofOf(keyring, id))
  if (wrong !== undefined) throw strange(wrong)
}

const proofOf = (keyring: Keyring, id: string): string | undefined =>
  keyring.mac(id, 'core_key.proof', id)?.mac.toString('base64url')

async function readProofs(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.pool.query<{ id: string; proof: string }>('SELECT id, proof FROM core_key')
  return new Map(rows.map(({ id, proof }) => [id, proof]))
}

/** Some value was sealed under this id, and none of those that were looked at opens. */
async function isDoubted({ db, keyring }: KnownKeysDeps, data: readonly OwnedData[], id: string) {
  const sealed = data.flatMap(({ part }) => part.sealed ?? [])
  const { rows } = await db.pool.query<{ context: string; value: Buffer }>(sealed.map(sampleSql).join(' UNION ALL '), [
    id.charCodeAt(0),
  ])
  return rows.length > 0 && rows.every(({ context, value }) => keyring.tryOpen(value, context) === undefined)
}

/** Names were checked at boot. */
const sampleSql = ({ table, column }: SealedColumn): string =>
  `(SELECT '${table}.${column}' AS context, ${column} AS value FROM ${table}
    WHERE length(${column}) > 1 AND get_byte(${column}, 1) = $1 LIMIT 3)`

const strange = (id: string): Error =>
  new Error(
    `Key "${id}" of ENCRYPTION_KEYS has another secret than the one that this database knows. Put the old secret back under "${id}"; ` +
      'a new key gets a character of its own, in front of the old one: b:<new>,a:<old>. If the old secret is lost, leave it out: what it ' +
      'sealed stays unreadable.',
  )
