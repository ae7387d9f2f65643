import { Telegraf } from 'telegraf'
import { measured, reply, settings } from './settings.ts'

const bot = new Telegraf(settings.token, { telegram: { apiRoot: settings.apiRoot } })
bot.command('bench', (ctx) => ctx.reply(reply))
measured()
await bot.launch()
