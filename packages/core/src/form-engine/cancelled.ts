import { homeButton } from '../screens/index.ts'
import type { Draft } from './draft-store.ts'
import type { FormEngine, Turn } from './engine.ts'
import { stepOf } from './progress.ts'

/** What is said when a form was cancelled: what is lost, and nothing where nothing is. */
export function cancelledTurn(engine: FormEngine, { id, form, rev, progress }: Draft): Turn {
  const named = engine.find(form)
  const isChange = named?.form.isChange ?? false
  const isEmpty = rev === 0 || progress.values.size === 0
  const key = isChange ? 'core-form-cancelled-change' : isEmpty ? 'core-form-cancelled-empty' : 'core-form-cancelled'
  const hadKeyboard = named && stepOf(named.form, progress)?.request !== undefined
  return {
    draft: id,
    content: { text: { key }, keyboard: [[homeButton]] },
    isEnd: true,
    ...(hadKeyboard ? { keyboard: 'gone' } : {}),
  }
}
