"""What tests stand on: databases, the cast, a live server, a browser, checkers, a closed network."""
