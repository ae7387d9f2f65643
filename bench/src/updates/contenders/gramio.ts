import { Bot } from 'gramio'
import { measured, reply, settings } from './settings.ts'

const bot = new Bot(settings.token, { api: { baseURL: `${settings.apiRoot}/bot` } })
bot.command('bench', (ctx) => ctx.send(reply))
await bot.start()
measured()
