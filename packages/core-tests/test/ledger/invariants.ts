/** What has to be true of the books at every moment: each statement finds what breaks it. */
const checks: Readonly<Record<string, string>> = {
  'a posting does not sum to 0': `SELECT entry.posting_id FROM core_ledger_entry entry JOIN core_ledger_account account
    ON account.id = entry.account_id GROUP BY entry.posting_id, account.currency HAVING sum(entry.amount) <> 0`,
  'a posting is not whole': `SELECT posting.id FROM core_ledger_posting posting LEFT JOIN core_ledger_entry entry
    ON entry.posting_id = posting.id GROUP BY posting.id HAVING count(entry.id) <> posting.legs`,
  'an entry is of no posting, or of no account': `SELECT entry.id FROM core_ledger_entry entry
    LEFT JOIN core_ledger_posting posting ON posting.id = entry.posting_id
    LEFT JOIN core_ledger_account account ON account.id = entry.account_id WHERE posting.id IS NULL OR account.id IS NULL`,
  'a balance is not the sum of its entries': `SELECT account.id FROM core_ledger_account account
    LEFT JOIN core_ledger_entry entry ON entry.account_id = account.id WHERE account.is_stored
    GROUP BY account.id HAVING account.balance <> coalesce(sum(entry.amount), 0)`,
  'a balance is not what its last entry says': `SELECT account.id FROM core_ledger_account account JOIN core_ledger_entry entry
    ON entry.account_id = account.id AND entry.seq = account.seq WHERE entry.balance_after <> account.balance`,
  'entries are missing': `SELECT account.id FROM core_ledger_account account LEFT JOIN core_ledger_entry entry
    ON entry.account_id = account.id WHERE account.is_stored
    GROUP BY account.id HAVING count(entry.id) <> account.seq OR coalesce(max(entry.seq), 0) <> account.seq`,
  'what is held is not the sum of the open parts': `SELECT account.id FROM core_ledger_account account
    LEFT JOIN core_ledger_hold_part part ON part.account_id = account.id AND part.is_open
    GROUP BY account.id HAVING account.held <> coalesce(sum(part.amount), 0)`,
  'more is held than there is': 'SELECT id FROM core_ledger_account WHERE NOT (balance >= held AND held >= 0)',
  'a hold that has ended has an open part': `SELECT hold.id FROM core_ledger_hold hold JOIN core_ledger_hold_part part
    ON part.hold_id = hold.id WHERE hold.state <> 'open' AND part.is_open`,
  'a hold is not the sum of its parts': `SELECT hold.id FROM core_ledger_hold hold LEFT JOIN core_ledger_hold_part part
    ON part.hold_id = hold.id GROUP BY hold.id HAVING hold.amount <> coalesce(sum(part.amount), 0)`,
}

interface Client {
  query(sql: string): Promise<{ readonly rows: readonly unknown[] }>
}

/** What is broken; nothing, when all is well. */
export async function findBroken(client: Client): Promise<readonly string[]> {
  const found: string[] = []
  for (const [name, sql] of Object.entries(checks)) {
    const { rows } = await client.query(`${sql} LIMIT 1`)
    if (rows.length > 0) found.push(`${name}: ${JSON.stringify(rows[0])}`)
  }
  return found
}
