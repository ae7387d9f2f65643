import type { Locale } from '@bazaar/core/i18n'

/** One rule of CONTRIBUTING's "Words" that a machine can check. */
export interface Rule {
  readonly name: string
  readonly locales: readonly Locale[]
  /** What is wrong in the text, as it stands there. */
  find(text: string): readonly string[]
  /** Keys where it is right after all, with the reason. */
  readonly allowed?: Readonly<Record<string, string>>
  /** What the rule has to find, so that it is known to be able to. */
  readonly bad: readonly string[]
  /** What it must let pass. */
  readonly good: readonly string[]
}

const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([found]) => found)

/** What people read: without markup, links and the empty strings of Fluent. */
const readable = (text: string): string =>
  text
    .replaceAll(/<a href="[^"]*">/g, '')
    .replaceAll(/\{\s*"[^"]*"\s*\}/g, '')
    .replaceAll(/\[\w+\]|\$\w+ ->/g, '')

/** Parameters that carry the name of a person, a venue, a thing or a shop, which no language declines. */
const names = 'name|person|venue|shop|owner|customer|title|city|label|amounts|amount|items'
/** Words that a name stands behind as it is. */
const nouns = 'город|города|городе|заведение|заведения|заведении|магазин|покупатель|получатель|автор'
const prepositions = 'в|во|на|за|у|от|для|к|ко|с|со|о|об|из|по|без|до|над|под|при|про|через'

/** Words that are wrong with е, whatever is meant. */
const yo =
  'еще|ее|нее|мое|твое|свое|ждет|ждем|идет|идем|придет|придем|найдет|пойдет|берет|заберет|возьмет|вернет|начнет|пришлет|сотрет|дает|отдает|передает|остается|живет|поймет|учтен|удален|отменен|подтвержден|включен|выключен|завершен|закреплен|введенн[а-я]+|счет|отчет|трех|четырех|причем|партнерша|черный|желтый|зеленый|надежный|тяжел[а-я]+|дешевый|легкий|темный'

export const rules: readonly Rule[] = [
  {
    name: 'words of the glossary, no blame, none of the machine room',
    locales: ['en'],
    find: (text) =>
      all(
        text,
        /\b(?:deals?|buyers?|guests?|tracking|you failed|failed|dead jobs?|sealed|Telegram number|hand(?:s|ing)? out|resubmit|listings? of|please enter a valid|too (?:long|short|large|big|many|much|late|old))\b/gi,
      ),
    bad: ['Post a deal', 'The buyer is told', 'This failed', 'phone (sealed)', 'hands out orders', 'This is too long'],
    good: ['An offer for a customer, handed over', '/track 100'],
    allowed: {
      'core-press-not-yours': 'a button is too old, not a person',
      'core-admin-reason-expired': 'what became of a message',
      'core-delete-late': 'a question was too old',
      'core-confirm-expired': 'a question was too old',
      'marketplace-offer-end-too-soon': 'the name of the key alone',
    },
  },
  {
    name: 'words of the glossary, no blame, none of the machine room',
    locales: ['ru'],
    find: (text) =>
      all(
        text,
        /(?<!\p{L})(?:слишком|выстав\p{L}*|разобрали|раскупил\p{L}*|апелляци\p{L}*|оповещени\p{L}*|местоположени\p{L}*|домой|отслежива\p{L}*|гост(?:ь|я|ей|и)|листинг\p{L}*|депозит\p{L}*|реестр\p{L}*|провер(?:ено|ить заведение)|код\p{L}* выдачи|номер в Telegram|Вы (?:ввели|указали) невер\p{L}*)(?!\p{L})/giu,
      ),
    bad: ['Слишком длинно', 'Выставить еду', 'Всё раскупили', 'Отправить апелляцию', 'Ваше местоположение', '🏠 Домой'],
    good: ['Распродано', 'Выложить еду', 'Код получения', '✅ Одобрено'],
    allowed: {
      'voucher-tracker-checked-now': 'a shop was looked at',
      'voucher-tracker-checked': 'a shop was looked at',
    },
  },
  {
    name: 'typography of English: ’ “ ” …',
    locales: ['en'],
    find: (text) => all(readable(text), /\w'\w?|"|\.\.\.|«|»/g),
    bad: ["Don't", 'Press "Skip"', 'Wait...'],
    good: ['Don’t press “Skip”…', '<a href="https://x.y">map</a>', '{""}'],
    allowed: { 'etsy-lowstock-notice': 'Etsy demands it in exactly these words' },
  },
  {
    name: 'typography of Russian: « » — …',
    locales: ['ru'],
    find: (text) => all(readable(text), /["“”]|\.\.\.|\s–\s|(?<=\s)-(?=\s)/g),
    bad: ['Нажмите "Дальше"', 'Нажмите “Дальше”', 'сегодня – завтра', 'сегодня - завтра'],
    good: ['Нажмите «Дальше» — и всё', '18:00–20:00', '{""}'],
  },
  {
    name: 'ё where it belongs',
    locales: ['ru'],
    find: (text) => all(text, new RegExp(`(?<!\\p{L})(?:${yo})(?!\\p{L})`, 'giu')),
    bad: ['Она еще ждет', 'Ее отменили', 'Все удалено? Удален'],
    good: ['Она ещё ждёт', 'Её отменили'],
  },
  {
    name: '«вы» with a small letter, no «(а)»',
    locales: ['ru'],
    find: (text) => [
      ...all(text, /\p{L}\(\p{L}{1,3}\)/gu),
      ...all(text, /(?<=[\p{Ll},;] )(?:Вы|Вас|Вам|Вами|Ваш\p{L}*)(?!\p{L})/gu),
    ],
    bad: ['Я указал(а) все', 'Когда Вы придёте', 'для Вашего заведения'],
    good: ['Вы придёте? Если вы', 'Роль (модератор)'],
  },
  {
    name: 'a non-breaking space between a number and its unit',
    locales: ['ru'],
    find: (text) => [
      ...all(
        text,
        /(?<![\w/:.])\d+ (?:км|м|МБ|сек|мин|ч|час\p{L}*|минут\p{L}*|д(?:ень|ня|ней)|раза?|порци\p{L}*|фото|звёзд|неяв\p{L}*|поздни\p{L}*)(?!\p{L})/gu,
      ),
      ...all(
        text,
        /\{ \$(?:count|km|max|min|megabytes|megapixels|hours|seconds|limit|photos|quantity|left|more|attempts|strikes|times|failures|venues|searches) \} (?!(?:из|за|и|в|на|до|для|с|по|от|или|уже|ещё)\s)[а-яё]+/giu,
      ),
    ],
    bad: ['через 10 минут', 'за 30 дней', '{ $km } км', '{ $count } бронь'],
    good: ['через 10\u00a0минут', '{ $km }\u00a0км', '{ $strikes } из { $limit }', 'P12 из заведения'],
  },
  {
    name: 'a non-breaking space inside “1 of 3”',
    locales: ['en', 'ru'],
    find: (text) => all(text, /(?:[Ss]tep|[Шш]аг) \{|(?:\{ \$\w+ \}|\d) (?:of|из) (?:\{ \$|\d)/gu),
    bad: ['Step { $step }', '{ $answered } of { $of } answered', 'Шаг 1 из 3'],
    good: ['Step\u00a0{ $step }\u00a0of\u00a0{ $of }', '{ $count } of them'],
    allowed: {
      'marketplace-discovery-button-position': 'a button has one line',
      'marketplace-discovery-button-position-best': 'a button has one line',
    },
  },
  {
    name: 'no inserted name in a case or a gender',
    locales: ['ru'],
    find: (text) => {
      const bare = text.replaceAll(/<\/?[bi]>/g, '')
      return [
        ...all(bare, new RegExp(`(?<!\\p{L})(?:${prepositions}) «?\\{ \\$(?:${names}) \\}`, 'giu')),
        ...all(
          bare,
          new RegExp(
            `(?<!\\p{L})(?!(?:${nouns}) )\\p{Ll}{3,}(?:ете|ешь|ет|яет|ить|ать|ять|лся) «?\\{ \\$(?:${names}) \\}`,
            'gu',
          ),
        ),
        ...all(
          bare,
          new RegExp(
            `\\{ \\$(?:${names}) \\} \\p{Ll}+(?:[аияеу]л[аои]?|ено|ено|ена|ены|ано|ана|аны|рыто|рыта|няли)(?!\\p{L})`,
            'gu',
          ),
        ),
      ]
    },
    bad: [
      'в { $name }',
      'для <b>{ $name }</b>',
      'Новое от { $venue }',
      'вы управляете { $name }',
      '{ $venue } закрыто',
      '{ $name } отменила бронь',
    ],
    good: [
      '{ $name }: бронь',
      'в заведении { $name }',
      'в городе { $city }',
      'Новое: { $venue }',
      '{ $name } передаёт вам бронь',
    ],
    allowed: {
      'marketplace-purchase-hand-over': 'an amount, not a name',
      'voucher-tracker-line': 'money has no case',
    },
  },
]
