"""Pages and answers of the staff area that are neither Wagtail's nor allauth's."""
