import { defineOutside } from '@bazaar/demo-kit'
import { answer, state } from './own-server/schema.ts'
import { startOwnServer } from './own-server/server.ts'

/** Where the seller's own server is controlled. */
export const ownServerPath = '/control/servers/own'

/** After the two ports of the playground. */
const portAfter = (botUrl: string): number => Number(new URL(botUrl).port) + 2

export const ownServer = defineOutside({
  name: 'servers/own',
  title: 'A seller’s own server',
  answer,
  state,
  hasPage: true,
  start: ({ botUrl }) => startOwnServer(portAfter(botUrl)),
  variables: () => ({}),
})
