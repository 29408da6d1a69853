"""Addresses of lists. The last line takes any single word, so these come after all others."""

from django.urls import path, register_converter

from masthead.fronts.converters import TurnedPage
from masthead.fronts.views import front, lists

register_converter(TurnedPage, "turned")

urlpatterns = [
    path("", front.front, name="front"),
    path("authors/", lists.authors, name="authors"),
    path("authors/<slug:slug>/", lists.author, name="author"),
    path("authors/<slug:slug>/page/<turned:number>/", lists.author),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/page/<turned:number>/", lists.topic),
    path("<slug:slug>/page/<turned:number>/", lists.section),
    path("<slug:slug>/", lists.section_or_page, name="section"),
]
