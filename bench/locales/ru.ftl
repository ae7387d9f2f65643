bench-title = Замер
bench-command-bench = Ответить по одной строке
bench-hello = Здравствуйте, { $name }! Вы с нами с { $since }.
