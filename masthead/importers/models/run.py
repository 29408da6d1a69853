"""One run of an import."""

from django.db import models

from masthead.importers.models.source import Source


class ImportRun(models.Model):
    """A file that was brought in, and what came of it. One that never ended was killed: run the command again."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    file_name = models.CharField(max_length=255)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    checkpoint = models.PositiveIntegerField(default=0, help_text="Items of the file that are done with.")
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.file_name} {self.started_at:%Y-%m-%d %H:%M}"
