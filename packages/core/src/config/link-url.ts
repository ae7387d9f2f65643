import { z } from 'zod'

/** Hosts that Telegram refuses in a button, and with it the whole message: names without a dot and IPv6. 127.… leads to nobody else. */
const leadsNowhere = (url: string): boolean => {
  const { hostname } = new URL(url)
  return !/^[^.]+(\.[^.]+)+$/.test(hostname) || /^127\./.test(hostname)
}

/** An address that messages link to. */
export const linkUrl = (example: string) =>
  z.url({ protocol: /^https?$/, error: `a URL like ${example}`, abort: true }).refine((url) => !leadsNowhere(url), {
    error: `a public address like ${example}: Telegram refuses every message with a link to this one; leave the variable out if you have none`,
  })

/** An address that Telegram itself calls. */
export const isPublicHttps = (url: string): boolean => url.startsWith('https:') && !leadsNowhere(url)
