/** One line for whoever started the playground. */
export type Log = (line: string) => void
/** Undoes the parts in reverse order. */
export type Undo = (() => Promise<void> | void)[]
