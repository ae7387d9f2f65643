bench-title = Bench
bench-command-bench = Answer from one row
bench-hello = Hello, { $name }! You have been with us since { $since }.
