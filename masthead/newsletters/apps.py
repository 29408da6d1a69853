from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "masthead.newsletters"
    label = "newsletters"
    verbose_name = "Newsletters"

    def ready(self) -> None:
        from masthead.mail import kinds
        from masthead.newsletters import belongings, mailing_kind, queries, returned, signal_handlers, slots
        from masthead.press import plates
        from masthead.readers.belongings import offer

        kinds.register(mailing_kind.KIND, mailing_kind.NewsletterKind())
        returned.connect()
        signal_handlers.connect()
        offer("newsletters", belongings.NewsletterBelongings())
        slots.fill()
        plates.offer(queries.addresses)
