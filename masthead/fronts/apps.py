from django.apps import AppConfig


class FrontsConfig(AppConfig):
    name = "masthead.fronts"
    label = "fronts"
    verbose_name = "Fronts"

    def ready(self) -> None:
        from masthead.fronts import signal_handlers
        from masthead.fronts.models import Front
        from masthead.press import edition

        edition.watch(Front)
        signal_handlers.connect()
