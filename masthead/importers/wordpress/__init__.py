"""WordPress: fetch, parse, clean, map, write. ``run.import_wordpress`` puts the stages together."""
