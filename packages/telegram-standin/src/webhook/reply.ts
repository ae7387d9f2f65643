import { readParams } from '../params/read.ts'
import type { CallParams } from '../params/values.ts'
import type { HookAnswer } from './request.ts'

// Telegram does not tell webhooks the result, so these make no sense as replies and are refused.
const unallowed = /^(?:get.*|setwebhook|deletewebhook|close|logout)$/i

/** The method that a webhook's answer asks for in its body, if any. */
export const replyOf = (answer: HookAnswer): { readonly method: string; readonly params: CallParams } | null => {
  if (answer.body.length === 0) return null
  try {
    const params = readParams('', answer.contentType, answer.body)
    const { method, ...values } = params.values
    if (typeof method !== 'string' || unallowed.test(method)) return null
    return { method, params: { values, files: params.files } }
  } catch {
    // An ordinary body such as "ok" under a JSON content type: no reply method.
    return null
  }
}
