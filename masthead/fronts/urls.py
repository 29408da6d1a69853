"""Addresses of lists. The last line takes any single word, so these come after all others."""

from django.urls import path

from masthead.fronts.views import front, lists

urlpatterns = [
    path("", front.front, name="front"),
    path("authors/", lists.authors, name="authors"),
    path("authors/<slug:slug>/", lists.author, name="author"),
    path("authors/<slug:slug>/page/<int:number>/", lists.author),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/page/<int:number>/", lists.topic),
    path("<slug:slug>/page/<int:number>/", lists.section),
    path("<slug:slug>/", lists.section_or_page, name="section"),
]
