sample-widget-title = Sample widget
sample-widget-home = Sample widget
sample-widget-command-sample_widget = Count with a button
sample-widget-count = Counted to { $count }.
sample-widget-more = One more
sample-widget-enough = { $most } is as far as this goes. Send /sample_widget to begin again.
