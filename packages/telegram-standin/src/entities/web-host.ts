/**
 * Whether Telegram takes the host of a link, without its port: a name with a dot or an IPv4 address. A bare name (`localhost`) and an
 * IPv6 address are none, wherever they would lead.
 */
export const isWebHost = (host: string): boolean => /^[^.\s]+(\.[^.\s]+)+$/.test(host)
