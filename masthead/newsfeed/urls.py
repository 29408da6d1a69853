"""Addresses of the news feed."""

from django.urls import path

from masthead.newsfeed import live, views

urlpatterns = [
    path("live.json", live.live, name="live"),
    path("news-feed/", views.feed, name="feed"),
    path("news-feed/<day:day>/", views.feed_day, name="feed_day"),
]
