import type { Declarations, Part } from '../feature/index.ts'
import { cancelCommands } from './cancel-resume.ts'

/** `/cancel` and `/resume`, for whatever features name by a letter and a number. */
export const nounsPart = (declarations: Declarations): Part => ({ commands: cancelCommands(declarations) })
