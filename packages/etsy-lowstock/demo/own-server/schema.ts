import { z } from 'zod'

export const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, 'a secret begins with whsec_')

export const answer = z.object({
  secret: secret.optional().describe('What signatures are checked with from now on; the one before still counts'),
  status: z.number().int().min(200).max(599).optional().describe('What it answers; 204 unless told'),
  forget: z.literal(true).optional().describe('Nothing has come, and no secret is known'),
})

const received = z.object({
  type: z.string(),
  /** `unchecked`: no secret was known yet. */
  signature: z.enum(['right', 'wrong', 'unchecked']),
  about: z.string(),
  quantity: z.number().nullable(),
  id: z.string(),
  at: z.string(),
  answered: z.number().int(),
})

export const state = z.object({
  address: z.string().describe('Where alerts are sent to'),
  secrets: z.number().int().describe('How many it knows: the present one, and the one before'),
  status: z.number().int(),
  calls: z.number().int(),
  received: z.array(received).readonly().describe('Newest first'),
})

export type Received = z.output<typeof received>
export type ServerAnswer = z.output<typeof answer>
export type ServerState = z.output<typeof state>
