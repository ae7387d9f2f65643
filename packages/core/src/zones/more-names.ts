/**
 * Russian names that CLDR has not: large cities that share the clock of another one, other spellings, what people say at home. Written as they are
 * compared: lower case, е for ё, a hyphen for a space.
 */
const cities: Readonly<Record<string, string>> = {
  'Europe/Moscow':
    'санкт-петербург петербург питер спб мск казань нижний-новгород воронеж ростов-на-дону ростов краснодар сочи тула ярославль рязань тверь пенза липецк махачкала мурманск архангельск',
  'Asia/Yekaterinburg': 'екб пермь уфа челябинск тюмень оренбург сургут магнитогорск курган',
  'Europe/Samara': 'ижевск тольятти',
  'Asia/Novosibirsk': 'новосиб',
  'Asia/Novokuznetsk': 'кемерово',
  'Asia/Irkutsk': 'улан-удэ братск',
  'Asia/Yakutsk': 'благовещенск',
  'Asia/Vladivostok': 'хабаровск владик',
  'Asia/Sakhalin': 'южно-сахалинск сахалин',
  'Asia/Kamchatka': 'камчатка',
  'Europe/Kyiv': 'харьков одесса львов днепр киев',
  'Europe/Minsk': 'гомель гродно брест витебск',
  'Asia/Almaty': 'алма-ата астана нур-султан шымкент караганда',
  'Asia/Tbilisi': 'батуми кутаиси тифлис',
  'Asia/Yerevan': 'гюмри',
  'Europe/Chisinau': 'тирасполь',
  'Asia/Bishkek': 'ош',
  'Europe/Istanbul': 'анкара анталья анталия измир',
  'Europe/Berlin': 'мюнхен гамбург франкфурт кельн штутгарт дюссельдорф дрезден лейпциг',
  'Europe/Madrid': 'барселона валенсия малага',
  'Europe/Rome': 'милан неаполь турин флоренция',
  'Europe/Paris': 'лион марсель ницца',
  'Europe/London': 'манчестер эдинбург',
  'Europe/Zurich': 'женева берн базель',
  'Europe/Warsaw': 'краков гданьск вроцлав',
  'Europe/Prague': 'брно',
  'Europe/Tallinn': 'таллинн',
  'Asia/Jerusalem': 'тель-авив хайфа',
  'Asia/Dubai': 'абу-даби',
  'Asia/Kolkata': 'дели нью-дели мумбаи бомбей бангалор гоа',
  'Asia/Bangkok': 'пхукет паттайя',
  'Asia/Makassar': 'бали денпасар',
  'Asia/Shanghai': 'пекин гуанчжоу шэньчжэнь',
  'Asia/Tokyo': 'осака киото',
  'Asia/Ho_Chi_Minh': 'сайгон ханой нячанг',
  'America/New_York': 'вашингтон бостон майами филадельфия атланта',
  'America/Los_Angeles': 'сан-франциско сан-диего сиэтл лас-вегас',
  'America/Chicago': 'хьюстон даллас',
  'America/Toronto': 'монреаль оттава',
  'America/Sao_Paulo': 'рио-де-жанейро рио',
}

/** Zones by these names. */
export const moreNames: ReadonlyMap<string, string> = new Map(
  Object.entries(cities).flatMap(([zone, names]) => names.split(' ').map((name) => [name, zone] as const)),
)
