etsy-lowstock-home-welcome =
    🛒 <b>Остатки на Etsy</b>
    Подключите магазин на Etsy, и я буду весь день смотреть на его товары: напишу, когда товар распродан, когда заканчивается и когда снова в наличии. Я могу только читать товары, а уведомлениями можно делиться с коллегами и группами.

    { etsy-lowstock-notice }
etsy-lowstock-home-shops =
    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-home-button-link = 🔗 Подключить магазин
etsy-lowstock-home-button-shop = 🛒 Магазин
etsy-lowstock-home-button-shops = 🛒 Магазины
etsy-lowstock-home-button-stock-of = 📋 { $shop }
