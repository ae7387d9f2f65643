import { stateOf } from '../state-of.ts'
import type { BusinessState } from './types.ts'

const states: readonly BusinessState[] = ['DRAFT', 'PENDING', 'VERIFIED', 'REJECTED', 'SUSPENDED', 'CLOSED']

export const businessStateOf = (stored: string): BusinessState => stateOf(states, stored)
