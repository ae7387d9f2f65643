import { startStandin } from '@bazaar/telegram-standin'
import { expect, it } from 'vitest'
import { botEnvironment } from '../src/bot-environment.ts'
import { createBotOperations } from '../src/bot-operations.ts'
import { temporaryFolder } from './support/playground-process.ts'

it('keeps the bot of demo people on this machine, whatever a real bot would be told here', async () => {
  const folder = temporaryFolder()
  const standin = await startStandin()
  try {
    const operations = createBotOperations(8080)
    const environment = { HOST: '0.0.0.0', OPERATIONS_PORT: '8082', OPERATIONS_TOKEN: 'of-the-real-bot-1' }
    const told = botEnvironment({
      options: { dataDir: folder.dir, pagePort: 8081, botPort: 8080, environment },
      standin,
      databaseUrl: 'postgres://127.0.0.1:1/none',
      owners: new Set(),
      operations,
      demos: [],
      outside: [],
    })
    expect(told).toMatchObject({ HOST: '127.0.0.1', OPERATIONS_PORT: '', OPERATIONS_TOKEN: operations.token })
  } finally {
    await standin.close()
    folder.remove()
  }
})
