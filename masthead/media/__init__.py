"""Pictures: captions, credits, and the sizes and formats in which readers get them."""
