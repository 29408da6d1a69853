"""What must hold for the whole project: documents, layout, migrations, words, the package."""
