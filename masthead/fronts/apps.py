from django.apps import AppConfig


class FrontsConfig(AppConfig):
    name = "masthead.fronts"
    label = "fronts"
    verbose_name = "Fronts"

    def ready(self) -> None:
        from masthead.fronts import addresses, signal_handlers
        from masthead.fronts.models import Front
        from masthead.press import plates
        from masthead.press.watching import watch

        watch(Front, names=lambda row: ["front"])
        signal_handlers.connect()
        plates.offer(addresses.every)
