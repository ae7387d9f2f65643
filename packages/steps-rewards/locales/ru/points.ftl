steps-rewards-points = <b>Мои баллы: { $available }</b>
    Отложено: { $held }. Всего заработано: { $earned }.
    { $walks ->
        [0] Прогулок пока нет.
       *[other] Нажмите прогулку, чтобы увидеть, как она посчитана:
    }
steps-rewards-row = { $id }, { $day }: { $state ->
    [FLAGGED] ждёт
   *[other] { $points }
}

# Прогулка, которая закончена
steps-rewards-ended-credited = <b>✅ { $id }{ $source ->
        [hand] , вручную
       *[other] {""}
    }: { $points ->
        [one] { $points } балл
        [few] { $points } балла
       *[many] { $points } баллов
    }</b>
    { $explanation }
steps-rewards-ended-empty = <b>{ $id }: без баллов</b>
    { $explanation }
steps-rewards-ended-flagged = <b>⏳ { $id }: { $points ->
        [one] { $points } балл ждёт
        [few] { $points } балла ждут
       *[many] { $points } баллов ждут
    }</b>
    Модератор смотрит на цифры этой прогулки, а не на то, где она была. Без решения вы получите баллы через 72 часа.
    { $explanation }
steps-rewards-ended-rejected = <b>{ $id }: без баллов</b>
    Модератор не принял эту прогулку.
    { $explanation }
steps-rewards-released = ✅ { $id }: прогулка принята. { $points ->
    [one] Начислен { $points } балл
    [few] Начислено { $points } балла
   *[many] Начислено { $points } баллов
}.
steps-rewards-rejected = { $id }: модератор не принял прогулку. { $reason }
    В предел того дня её шаги больше не входят.

# Под ней, пока трансляция идёт
steps-rewards-ended-shared-on = { $ended }
    Трансляция ещё идёт, но эта прогулка закончена. Для новой прогулки начните новую трансляцию.

# Как это получилось
steps-rewards-lines = { $lines }
steps-rewards-ended-by-silence = Закончилась сама: от вас не было сигнала 15 минут.
steps-rewards-ended-by-long = Закончилась сама: прогулка считается 4 часа.
steps-rewards-explained-steps = Пройдено { $walked }, засчитано { $counted }.
steps-rewards-not-counted-fast = • быстрее 8 км/ч: { $count }
steps-rewards-not-counted-inaccurate = • при неточной геопозиции: { $count }
steps-rewards-not-counted-gap = • без сигнала дольше 5 минут: { $count }
steps-rewards-not-counted-cap = • сверх предела дня: { $count }
steps-rewards-not-counted-cap-hand = • сверх предела дня для шагов вручную: { $count }
steps-rewards-not-counted-jump = • сбои геопозиции: { $count }
steps-rewards-explained-formula = { $steps } × { NUMBER($form, minimumFractionDigits: 2) } ({ $kind }) × { NUMBER($temperature, minimumFractionDigits: 2) } ({ $weather }){ $rate ->
    [1] {""}
   *[other] {" "}× { NUMBER($rate, maximumFractionDigits: 3) } (курс)
}{ $boost ->
    [1] {""}
   *[other] {" "}× { NUMBER($boost, minimumFractionDigits: 2) } (бонус)
} = { $points }
steps-rewards-weather-felt = { $degrees } °C в { $at }
steps-rewards-weather-none = служба погоды не ответила
steps-rewards-weather-no-city = нет температуры вашего города

# Что видят модераторы
steps-rewards-walk-waits = Прогулка на проверку
steps-rewards-pending = { $source ->
        [hand] Вручную, { $kind }
       *[other] Трансляция, { $kind }, { $seconds }
    }
    Шагов: { $walked }, из них засчитано: { $credited }. Баллы: { $points }.
    Шагов быстрее 8 км/ч: { $fast }. Сбои геопозиции: { $jumps }.
    Почему ждёт:
    { $reasons }
steps-rewards-own-walk = Это ваша собственная прогулка, поэтому решает кто-то другой.
steps-rewards-flag-twin = • в десяти местах или больше другой аккаунт был в ту же минуту
steps-rewards-flag-jumps = • сбои геопозиции: три или больше
steps-rewards-flag-steady = • одна скорость 20 минут, с точностью до 2 %
steps-rewards-flag-round = • круглое число вручную три дня подряд
