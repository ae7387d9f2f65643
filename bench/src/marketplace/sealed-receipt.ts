import { randomBytes } from 'node:crypto'

/** As long as a sealed receipt of the product. */
const sealedBytes = 1_100

export const sealedReceipt = randomBytes(sealedBytes).toString('base64')
