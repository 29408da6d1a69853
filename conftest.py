"""The ground of all tests; each part says for itself what it offers."""

pytest_plugins = [
    "tests.ground.database",
    "tests.ground.network",
    "tests.ground.cast",
    "tests.ground.pictures",
    "tests.ground.printing",
    "tests.ground.server",
    "tests.ground.browser",
    "tests.ground.smtp_peers",
]
