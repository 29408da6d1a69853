"""Tags of the staff area's own pages."""
