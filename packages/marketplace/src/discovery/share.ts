import type { Core } from '@bazaar/core/feature'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { key } from '../text.ts'

/** Opens Telegram's list of chats to send a link to. */
const shareUrl = 'https://t.me/share/url'

/** Shares what `?start=<payload>` opens. */
export async function shareButton({ startLink }: Pick<Core, 'startLink'>, payload: string): Promise<ButtonSpec> {
  const link = await startLink(payload)
  return { text: key('discovery-button-share'), url: `${shareUrl}?url=${encodeURIComponent(link)}` }
}
