import type { TextParam } from '../../i18n/index.ts'
import type { Reading } from '../types.ts'

export function refused(key: string, params: Readonly<Record<string, TextParam>> = {}): Reading<never> {
  return { outcome: 'refused', why: { key, params } }
}
