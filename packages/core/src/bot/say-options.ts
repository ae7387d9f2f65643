import type { MessageContent } from '../notifications/index.ts'
import type { SayOptions } from './types.ts'

/** A message as `ctx.say` and `ctx.show` take it beside its text. */
export function sayOptions({ photo, keyboard, effect }: MessageContent): SayOptions {
  return { ...(photo && photo !== 'keep' && { photo }), ...(keyboard && { keyboard }), ...(effect && { effect }) }
}
