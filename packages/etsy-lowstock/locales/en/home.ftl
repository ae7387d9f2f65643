etsy-lowstock-home-welcome =
    🛒 <b>Etsy stock</b>
    Link your Etsy shop, and I look at its listings all day: I write when one sells out, when one runs low, and when it is back in stock. I can only read your listings, and you can share the alerts with colleagues and groups.

    { etsy-lowstock-notice }
etsy-lowstock-home-shops =
    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-home-button-link = 🔗 Link your shop
etsy-lowstock-home-button-shop = 🛒 Shop
etsy-lowstock-home-button-shops = 🛒 Shops
etsy-lowstock-home-button-stock-of = 📋 { $shop }
