/** Whether something of a row is to be written. */
export function differs<Row extends object>(before: object, row: Row): boolean {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(row).some(([name, value]) => {
    const had = old.get(name)
    return value instanceof Date ? !(had instanceof Date) || had.getTime() !== value.getTime() : had !== value
  })
}
