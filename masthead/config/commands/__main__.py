from masthead.config.commands import main

main()
