etsy-lowstock-title = Etsy stock alerts
etsy-lowstock-home = 🛒 Etsy stock
# Required by Etsy, in these words, on every message and page.
etsy-lowstock-notice = <i>The term 'Etsy' is a trademark of Etsy, Inc. This application uses the Etsy API but is not endorsed or certified by Etsy, Inc.</i>
