import { initials, toneOf } from './format.ts'

export function Avatar({ id, name }: { readonly id: number; readonly name: string }) {
  return (
    <span class={`avatar tone-${toneOf(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
