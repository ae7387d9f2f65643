import type { Keyring } from '@bazaar/core/crypto'
import { key } from '../../text.ts'
import type { PickupCodes, PurchaseView } from '../types.ts'

type Coded = Pick<PurchaseView, 'id' | 'codeVersion' | 'codeKeyId'>

const codePurpose = 'marketplace pickup code'
const tokenPurpose = 'marketplace pickup token'
/** 120 of the MAC's 256 bits are 20 characters exactly: none of them has bits to spare that could be changed. */
const macBytes = 15

const dataOf = (id: bigint, codeVersion: number): string => `${id}:${codeVersion}`

/** Codes and tokens of purchases, from MACs under the key that each purchase names: a rotated key changes nothing that is open. */
export function createPickupCodes(keyring: Keyring): PickupCodes {
  const macOf = ({ id, codeVersion, codeKeyId }: Coded, purpose: string): Buffer | undefined =>
    keyring.mac(dataOf(id, codeVersion), purpose, codeKeyId)?.mac

  function code(purchase: Coded): string | undefined {
    const mac = macOf(purchase, codePurpose)
    return mac && String(mac.readUInt32BE() % 10_000).padStart(4, '0')
  }

  return {
    code,
    shown: (purchase) => code(purchase) ?? { text: key('purchase-code-missing') },
    token(purchase) {
      const mac = macOf(purchase, tokenPurpose)?.subarray(0, macBytes).toString('base64url')
      return mac && `${purchase.id}-${purchase.codeVersion}-${purchase.codeKeyId}${mac}`
    },
    readToken(token) {
      const [, id, version, keyId, mac] = /^([1-9]\d{0,18})-([1-9]\d{0,8})-([\w-])([\w-]{20})$/.exec(token) ?? []
      if (id === undefined || version === undefined || keyId === undefined || mac === undefined) return undefined
      const purchaseId = BigInt(id)
      const codeVersion = Number(version)
      const given = Buffer.from(mac, 'base64url')
      if (!keyring.verifyMac(dataOf(purchaseId, codeVersion), tokenPurpose, keyId, given)) return undefined
      return { purchaseId, codeVersion }
    },
  }
}
