import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BotContext } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { type AnyForm, ask, defineForm } from '@bazaar/core/forms'
import { Composer } from 'grammy'

/** What the form was finished with, as plain text. */
export interface Survey {
  readonly finished: string[]
  /** 2: the step `age` is gone, `name` wants at least five letters, and `city` is new. */
  version: 1 | 2
  /** What `finish` refuses with, once. */
  refusal: string | undefined
}

const fields = ['name', 'age', 'price', 'kind', 'member', 'photos', 'place', 'phone', 'note', 'city']
const words = (id: string) =>
  fields.map(
    (field) => `${id}-${field} = Your ${field}?
${id}-${field}-label = ${field[0]?.toUpperCase()}${field.slice(1)}
${id}-${field}-example = example of ${field}`,
  )

const texts = `
survey-title = Survey
survey-home = Fill in a survey
survey-command-ask = Ask
survey-command-short = Ask briefly
survey-command-ping = Ping
survey-pong = Pong
survey-said = You said { $text }
survey-refused = Not today, { $name }
survey-done = Thank you: { $values }
survey-person-title = The person
survey-person-kind-cat = A cat
survey-person-kind-dog = A dog
survey-person-member-yes = Yes, I am
survey-person-member-no = Not yet
survey-brief-title = The brief one
${[...words('survey-person'), ...words('survey-brief')].join('\n')}
`

function localesOf(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-survey-'))
  for (const locale of ['en', 'ru']) writeFileSync(path.join(folder, `${locale}.ftl`), texts)
  return pathToFileURL(`${folder}/`)
}

const shown = (values: object): string =>
  JSON.stringify(values, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))

function longForm(survey: Survey): AnyForm {
  const finish = async (values: object) => {
    if (survey.refusal !== undefined) {
      const name = survey.refusal
      survey.refusal = undefined
      throw new AppError('survey-refused', { name })
    }
    survey.finished.push(shown(values))
    return { text: { key: 'survey-done', params: { values: shown(values) } } }
  }
  if (survey.version === 2)
    return defineForm({
      name: 'person',
      version: 2,
      steps: { name: ask.text({ min: 5, max: 20 }), city: ask.text(), note: ask.optional(ask.text()) },
      finish,
    })
  return defineForm({
    name: 'person',
    version: 1,
    steps: {
      name: ask.text({ min: 2, max: 20 }),
      age: ask.optional(ask.number({ min: 1, max: 120 })),
      price: ask.money({ currency: 'EUR', min: 100n, max: 100_000n }),
      kind: ask.choice(['cat', 'dog']),
      member: ask.yesNo(),
      photos: ask.optional(ask.photo({ max: 2 })),
      place: ask.location(),
      phone: ask.contact(),
      note: ask.optional(ask.text({ max: 100 })),
    },
    finish,
  })
}

const briefForm = (survey: Survey): AnyForm =>
  defineForm({
    name: 'brief',
    version: 1,
    steps: { name: ask.text({ max: 20 }), note: ask.optional(ask.text({ max: 100 })), city: ask.text({ max: 20 }) },
    async finish(values, { tx, userId }) {
      survey.finished.push(shown(values))
      // Something in the same transaction that a test can count.
      await tx.roleGrant.create({ data: { userId, role: 'support' } })
      return { text: { key: 'survey-done', params: { values: shown(values) } } }
    },
  })

function echo(): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', (ctx) => ctx.say({ key: 'survey-said', params: { text: ctx.message.text } }))
  return handlers
}

/** A feature with forms of every kind of question. */
export function createSurveyFeature(survey: Survey): Feature {
  return defineFeature({
    id: 'survey',
    code: 'sv',
    env: {},
    locales: localesOf(),
    build: () => [
      {
        home: { open: (ctx) => ctx.forms.open('survey-person') },
        forms: [longForm(survey), briefForm(survey)],
        commands: [
          { name: 'ask', audience: 'everyone', run: (ctx) => ctx.forms.open('survey-person') },
          { name: 'short', audience: 'everyone', run: (ctx) => ctx.forms.open('survey-brief') },
          { name: 'ping', audience: 'everyone', run: (ctx) => ctx.say({ key: 'survey-pong' }) },
        ],
        handlers: echo(),
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

export const newSurvey = (): Survey => ({ finished: [], version: 1, refusal: undefined })
