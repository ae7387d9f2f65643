import { loadEnvFile } from '../../packages/core/src/config/process-env.ts'

/** What `npm start` starts: the bot where there is a token for it, in the environment or in the file that fills it; else the playground. */
export function chooseProgram(file) {
  loadEnvFile(file)
  const hasToken = ['BOT_TOKEN', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'].some((name) => process.env[name])
  return hasToken ? 'apps/bot/src/main.ts' : 'apps/playground/src/main.ts'
}
