from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "masthead.press"
    label = "press"
    verbose_name = "Press"
