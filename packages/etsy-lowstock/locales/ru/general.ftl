etsy-lowstock-title = Остатки на Etsy
etsy-lowstock-home = 🛒 Остатки на Etsy
etsy-lowstock-notice = <i>The term 'Etsy' is a trademark of Etsy, Inc. This application uses the Etsy API but is not endorsed or certified by Etsy, Inc.</i>
