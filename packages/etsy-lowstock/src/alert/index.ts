import type { Core, Part } from '@bazaar/core/feature'
import { onJob } from '@bazaar/core/jobs'
import type { Channel, ShopTeller } from '../stock/index.ts'
import { type Actions, createActions } from './actions.service.ts'
import { alertCallbacks } from './alert.bot.ts'
import { orderForm } from './order.form.ts'
import { createRedraw } from './redraw.ts'
import { createReminders, orderDue, snoozeOver } from './reminders.service.ts'
import { createSender } from './sender.ts'
import { createShopTeller } from './shop.teller.ts'
import { createTelegramChannel } from './telegram.channel.ts'
import { createTopics } from './topics.ts'

/** Alerts in Telegram's chats, and what is pressed in them. */
export interface Alerts {
  readonly part: Part
  readonly telegram: Channel
  readonly teller: ShopTeller
  readonly actions: Actions
}

/** @param others the other ways by which news leave: reminders go there as well */
export function createAlerts(core: Core, others: readonly Channel[]): Alerts {
  const { notifications, metrics, db, clock } = core
  const redraw = createRedraw(core)
  const alerted = metrics.counter('etsy_lowstock_alerts_total', 'Alerts of Etsy shops written, by kind', ['kind'])
  const send = createSender(notifications, alerted)
  const actions = createActions({ ...core, redraw })
  const reminders = createReminders({ ...core, send, redraw, others })
  const handling = { timeoutMs: 60_000, maxAttempts: 10 }
  return {
    telegram: createTelegramChannel(send, redraw),
    teller: createShopTeller(notifications),
    actions,
    part: {
      topics: createTopics(clock),
      callbacks: alertCallbacks(actions, db),
      forms: [orderForm(actions)],
      jobs: [
        onJob(orderDue, { ...handling, run: ({ order }) => reminders.order(order) }),
        onJob(snoozeOver, { ...handling, run: ({ quiet }) => reminders.snooze(quiet) }),
      ],
    },
  }
}
