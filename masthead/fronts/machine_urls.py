"""Search, feeds, light pages, pages for machines. They come before the lists, which take any single word."""

from django.urls import path, re_path

from masthead.fronts.views import errors, feeds, machines, offline, search, text_front

urlpatterns = [
    path("-/search", search.search, name="search"),
    path("-/search/", search.search),
    path("text/", text_front.text_front, name="text_front"),
    path("today.epub", offline.today, name="offline_edition"),
    path("404.html", errors.printed_not_found),
    path("503.html", errors.printed_unavailable),
    path("feed.xml", feeds.paper_rss, name="feed_rss"),
    path("feed.json", feeds.paper_json, name="feed_json"),
    path("authors/<slug:slug>/feed.xml", feeds.author_rss, name="author_rss"),
    path("<slug:slug>/feed.xml", feeds.section_rss, name="section_rss"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemap/pages.xml", machines.sitemap_pages),
    re_path(r"^sitemap/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\.xml\Z", machines.sitemap_day),
    path("news-sitemap.xml", machines.news_sitemap, name="news_sitemap"),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path(".well-known/minisign.pub", machines.mirror_key),
    path("manifest.webmanifest", machines.manifest),
]
