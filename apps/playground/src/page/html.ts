import htm from 'htm'
import { type ComponentChildren, h, type VNode } from 'preact'

const bound = htm.bind(h)

/** JSX without a build step: text always becomes text nodes, never markup. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode {
  const made = bound(strings, ...values)
  if (Array.isArray(made)) throw new Error('A template needs exactly one root element.')
  return made
}

export type Children = ComponentChildren
