import { run } from '@grammyjs/runner'
import { Bot } from 'grammy'
import { measured, reply, settings } from './settings.ts'

const bot = new Bot(settings.token, { client: { apiRoot: settings.apiRoot } })
bot.command('bench', (ctx) => ctx.reply(reply))
run(bot)
measured()
