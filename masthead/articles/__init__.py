"""The story: its words, blocks, byline, sources and corrections, and its life from draft to paper."""
