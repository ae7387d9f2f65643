import { type Story, shown } from '@bazaar/demo-kit'
import { sellSpoonRests } from './buttons.ts'
import { ownServerPath } from './own-server.ts'
import { shopFirst } from './steps.ts'

const page = /can go to an address of yours|может приходить и на ваш адрес/
const added = /Alerts go to .+, added|идут на адрес/

export const serverStory: Story = {
  id: 'own-server',
  title: 'Alerts for a program of your own',
  about: 'The bot sends Elif’s alerts to her own server too, signed so that nobody can forge them. Four minutes.',
  person: 'elif',
  steps: [
    ...shopFirst,
    {
      title: 'Find it in the chat',
      hint: 'Write /shops and press Clay & Thread, then More…, then Your own server.',
      done: shown(page, added),
    },
    {
      title: 'Give the address',
      hint: 'Behind the scenes (the lines button at the top right) has Links at its foot: “A seller’s own server” is a page with an address on it. Copy that address, press Add an address in the chat, and send it.',
      done: shown(added),
    },
    {
      title: 'Let the server know the secret',
      hint: 'Press Show the secret, and copy it. Paste it into the page “A seller’s own server” and press Save the secret.',
      done: { kind: 'world', path: ownServerPath, pattern: /"secrets":[1-9]/ },
    },
    {
      title: 'Send a test',
      hint: 'In the chat, press ‹ Your own server, then Send a test. The page shows it when you press Look again there.',
      done: { kind: 'world', path: ownServerPath, pattern: /"type":"stock\.test","signature":"right"/ },
    },
    {
      title: 'Sell something',
      hint: 'Press this button, and wait for the next look: 15 seconds at most. The alert comes to the chat and to the server.',
      done: { kind: 'world', path: ownServerPath, pattern: /"type":"stock\.sold_out","signature":"right"/ },
      action: sellSpoonRests,
    },
  ],
}
