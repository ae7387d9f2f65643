import type { OwnedData } from './types.ts'

const plainName = /^[a-z][a-z0-9_]*$/

/**
 * Checks what owners declare about their tables: names go into SQL as they are, and each rule needs its text.
 * @returns every problem with its cure; empty = fine
 */
export function checkData(data: readonly OwnedData[], textKeys: ReadonlySet<string>): readonly string[] {
  const ruleIds = data.flatMap(({ id, part }) => (part.retention ?? []).map((rule) => `${id} ${rule.id}`))
  const twice = new Set(ruleIds.filter((rule, index) => ruleIds.indexOf(rule) !== index))
  return data.flatMap(({ id: owner, part: { retention = [], sealed = [], keyIds = [] } }) => {
    const prefix = `${owner.replaceAll('-', '_')}_`
    const names = [
      ...retention.flatMap(({ table, ageColumn }) => [table, ageColumn]),
      ...sealed.flatMap(({ table, column, key }) => [table, column, ...key]),
      ...keyIds.flatMap(({ table, column, while: open }) => [table, column, open.column]),
    ]
    const ids = retention.map(({ id }) => id)
    return [
      ...[...retention, ...sealed, ...keyIds]
        .filter(({ table }) => !table.startsWith(prefix))
        .map(({ table }) => `"${owner}": table "${table}" is not its own, it must start with "${prefix}"`),
      ...names
        .filter((name) => !plainName.test(name))
        .map((name) => `"${owner}": "${name}" is no name of a table or column as the database knows it (snake_case)`),
      ...ids
        .filter((id) => twice.has(`${owner} ${id}`))
        .map((id) => `"${owner}": retention "${id}" is declared twice: rename one of them`),
      ...ids
        .filter((id) => !textKeys.has(keptKey(owner, id)))
        .map((id) => `"${owner}": retention "${id}" needs the text "${keptKey(owner, id)}" in its locales`),
    ]
  })
}

/** The text that says what a rule keeps and why. */
export const keptKey = (owner: string, id: string): string => `${owner}-kept-${id}`
