/** Names whose dative no rule below gives; `null` is said with "время:" before it. */
const exceptions: Readonly<Record<string, string | null>> = {
  Афины: 'Афинам',
  Мальдивы: 'Мальдивам',
  Коморы: 'Коморам',
  Алматы: 'Алматы',
  Брюссель: 'Брюсселю',
  Симферополь: 'Симферополю',
  Анадырь: 'Анадырю',
  Браззавиль: 'Браззавилю',
  Либревиль: 'Либревилю',
  Гуаякиль: 'Гуаякилю',
  Пномпень: 'Пномпеню',
  Канары: 'Канарам',
  Бугенвиль: 'Бугенвилю',
  Тролль: 'Троллю',
  Восток: null,
  Центр: null,
  'Петропавловск-Камчатский': 'Петропавловску-Камчатскому',
  'Бюзинген-на-Верхнем-Рейне': 'Бюзингену-на-Верхнем-Рейне',
  'Порт-о-Пренс': 'Порт-о-Пренсу',
  'Порт-оф-Спейн': 'Порт-оф-Спейну',
  'Дар-эс-Салам': 'Дар-эс-Саламу',
  'Баия-де-Бандерас': 'Баия-де-Бандерасу',
  Куяба: 'Куяба',
  Нумеа: 'Нумеа',
}

/** Last letters and what the dative puts in their place; names in other letters (Осло, Баку, Тбилиси) never change. */
const endings: readonly (readonly [ending: RegExp, dative: string])[] = [
  [/ия$/, 'ии'],
  [/[ая]$/, 'е'],
  [/ь$/, 'и'],
  [/й$/, 'ю'],
  [/([бвгджзклмнпрстфхцчшщ])$/, '$1у'],
  [/([оеиуюэ])$/, '$1'],
]

/** "Берлину", "Москве", "Осло": what stands behind «по». `undefined` where the rules do not know. */
export function dativeOf(name: string): string | undefined {
  const known = exceptions[name]
  if (known !== undefined) return known ?? undefined
  if (!/^[\p{L}-]+$/u.test(name) || /-[а-яё]/.test(name)) return undefined
  const found = endings.find(([ending]) => ending.test(name))
  return found && name.replace(found[0], found[1])
}
