import type { AnyForm } from './types.ts'

/** Every text that a form needs. @param owner id of its feature */
export function formTexts(owner: string, { name, steps, review }: AnyForm): readonly string[] {
  const prefix = `${owner}-${name}`
  return [
    `${prefix}-title`,
    ...Object.entries(steps).flatMap(([field, { options = [], optionText, hasExample }]) => [
      `${prefix}-${field}`,
      ...(review === 'summary' || Object.keys(steps).length > 1 ? [`${prefix}-${field}-label`] : []),
      ...(hasExample ? [`${prefix}-${field}-example`] : []),
      ...(optionText ? [] : options.map((option) => `${prefix}-${field}-${option}`)),
    ]),
  ]
}
