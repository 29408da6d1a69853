"""Addresses of stories."""

from django.urls import path, register_converter

from masthead.articles import views
from masthead.articles.converters import DayConverter

register_converter(DayConverter, "day")

urlpatterns = [
    path("<day:day>/<slug:slug>/", views.story, name="story"),
    path("<day:day>/<slug:slug>/text/", views.text_edition, name="story_text"),
]
