"""What readers find: questions, the two databases' full text indexes, snippets."""
