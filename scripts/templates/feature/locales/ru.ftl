sample-widget-title = Sample widget
sample-widget-home = Sample widget
sample-widget-command-sample_widget = Считать кнопкой
sample-widget-count = Насчитано: { $count }.
sample-widget-more = Ещё один
sample-widget-enough = Дальше { $most } счёта нет. Отправьте /sample_widget, чтобы начать заново.
