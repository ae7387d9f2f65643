/** What is told apart by colour, by shape and by words. */
export type BarState = 'out' | 'low' | 'fine'

export interface Bar {
  /** Its number in the list that stands below. */
  readonly at: number
  readonly title: string
  readonly state: BarState
  readonly pieces: number
  /** Where low begins, in pieces. */
  readonly threshold: number | undefined
  /** What stands beside the bar, e.g. "2 left". */
  readonly label: string
}

/** A picture of stock, in the words of its reader. */
export interface StockPicture {
  readonly title: string
  /** `unnamed` stands for a title in letters that cannot be drawn. */
  readonly legend: Readonly<Record<BarState | 'threshold' | 'unnamed', string>>
  readonly bars: readonly Bar[]
}
