import { type Raised, raisedOf } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import { money } from '../i18n/index.ts'

/** Another posting has this key. */
export const keyConflict = 'core-ledger-key-conflict'

/** What the functions of the database raise, in people's words. */
const refusals: Readonly<Record<string, (detail: string) => AppError>> = {
  LG001(detail) {
    const [missing = '0', currency = 'PTS'] = detail.split('|')
    return new AppError('core-ledger-too-little', { missing: money(BigInt(missing), currency) })
  },
  LG002: () => new AppError(keyConflict),
  LG003: () => new AppError('core-ledger-hold-resolved'),
  LG004: () => new AppError('core-ledger-hold-expired'),
  LG005: () => new AppError('core-ledger-reversed'),
  LG006: () => new AppError('core-ledger-frozen', {}, 503),
  LG007: () => new AppError('core-ledger-unknown', {}, 404),
}

/** Work on the books, with its refusals as `AppError`s. @param onConflict told the key that was used for something else */
export async function refusing<T>(work: () => Promise<T>, onConflict: (key: string) => void): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const raised: Raised | undefined = raisedOf(error, 'LG')
    const refusal = raised && refusals[raised.code]?.(raised.detail)
    if (raised && refusal?.key === keyConflict) onConflict(raised.detail)
    throw refusal ?? error
  }
}
