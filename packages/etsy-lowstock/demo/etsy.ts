import { defineOutside } from '@bazaar/demo-kit'
import { answer, state } from './etsy/control-schema.ts'
import { createControls } from './etsy/controls.ts'
import { demoApp, startEtsy } from './etsy-standin.ts'

/** Where Etsy is controlled. */
export const etsyPath = '/control/shops/etsy'

const webhookSecret = `whsec_${Buffer.from('the secret of the playground').toString('base64')}`

export const etsy = defineOutside({
  name: 'shops/etsy',
  title: 'Etsy',
  answer,
  state,
  async start({ botUrl }) {
    const standIn = await startEtsy()
    const receiver = { url: `${botUrl}/api/etsy-lowstock/webhook`, secret: webhookSecret }
    return { url: standIn.url, ...createControls(standIn, receiver), close: () => standIn.close() }
  },
  variables: (url, { botUrl }) => ({
    ETSY_API_URL: `${url}/v3/application`,
    ETSY_TOKEN_URL: `${url}/v3/public/oauth/token`,
    ETSY_CONNECT_URL: `${url}/oauth/connect`,
    ETSY_REDIRECT_URL: `${botUrl}/api/etsy-lowstock/callback`,
    // Not those of a real app: this Etsy would not know it.
    ETSY_API_KEY: demoApp.keystring,
    ETSY_SHARED_SECRET: demoApp.sharedSecret,
    ETSY_WEBHOOK_SECRET: webhookSecret,
  }),
})
