/** A state as stored; a CHECK allows no other. */
export function stateOf<S extends string>(known: readonly S[], stored: string): S {
  const found = known.find((state) => state === stored)
  if (found === undefined) throw new Error(`"${stored}" is no state: was the row written by another version?`)
  return found
}
