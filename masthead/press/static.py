"""Static files under names that carry their hash, so that they can be kept for ever."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Django's hashed names; a file that a library's stylesheet names but does not ship is no error."""

    manifest_strict = False
