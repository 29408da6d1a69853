"""The whole newsroom in one file, and back. It stands in ``config`` since it holds something of every room."""
