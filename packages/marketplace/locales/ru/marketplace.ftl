marketplace-title = Еда со скидкой
marketplace-home = Еда со скидкой
marketplace-welcome = Хорошая еда, которую иначе выбросят, за небольшие деньги. Забронируйте здесь, заплатите при получении.
marketplace-status = { $lines }
