"""Addresses of lists. The last line takes any single word, so these come after all others."""

from django.urls import path, re_path, register_converter

from masthead.fronts.converters import TurnedPage
from masthead.fronts.views import archive, front, lists

register_converter(TurnedPage, "turned")

urlpatterns = [
    path("", front.front, name="front"),
    path("archive/", archive.archive, name="archive"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<number>[0-9]{2})/\Z", archive.month),
    path("<day:day>/", archive.day),
    path("authors/", lists.authors, name="authors"),
    path("authors/<slug:slug>/", lists.author, name="author"),
    path("authors/<slug:slug>/page/<turned:number>/", lists.author),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/page/<turned:number>/", lists.topic),
    path("<slug:slug>/page/<turned:number>/", lists.section),
    path("<slug:slug>/", lists.section_or_page, name="section"),
]
