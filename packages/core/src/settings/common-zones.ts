/** Offered as buttons; the texts `core-zone-place-<name>` are their labels, and what people type for them. */
export const commonZones = {
  london: 'Europe/London',
  berlin: 'Europe/Berlin',
  kyiv: 'Europe/Kyiv',
  moscow: 'Europe/Moscow',
  dubai: 'Asia/Dubai',
  almaty: 'Asia/Almaty',
  kolkata: 'Asia/Kolkata',
  newyork: 'America/New_York',
} as const
type CommonZone = keyof typeof commonZones

export const isCommonZone = (name: string): name is CommonZone => name in commonZones
