from motcua.conf.cli import main

main()
