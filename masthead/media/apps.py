from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "masthead.media"
    label = "media"
    verbose_name = "Pictures"

    def ready(self) -> None:
        from masthead.media import signal_handlers, willow

        signal_handlers.connect()
        willow.prepare()
