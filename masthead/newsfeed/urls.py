"""Addresses of the news feed."""

from django.urls import path

from masthead.newsfeed import views

urlpatterns = [
    path("news-feed/", views.feed, name="feed"),
    path("news-feed/<day:day>/", views.feed_day, name="feed_day"),
]
