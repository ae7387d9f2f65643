/** With whom somebody walks. `unsaid`: nobody told; it counts like a stroller, which is the careful one. */
export const companies = ['dog', 'stroller', 'both'] as const
export type Company = (typeof companies)[number]
export const kinds = [...companies, 'unsaid'] as const
export type WalkKind = (typeof kinds)[number]

export const kindOf = (stored: string): WalkKind => kinds.find((kind) => kind === stored) ?? 'unsaid'
