"""What the press does: print what is due, reprint everything, try again."""
