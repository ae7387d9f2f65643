/** Whether buyers see it, be it sold out or not. */
export const isVisible = (state: string): boolean => state === 'active' || state === 'sold_out'
