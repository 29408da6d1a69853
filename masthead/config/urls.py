"""Every address of the paper, room by room."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("newsroom/", include("masthead.newsroom.urls")),
    path("", include("masthead.articles.urls")),
    path("", include("masthead.newsfeed.urls")),
    path("", include("masthead.newsletters.urls")),
    path("", include("masthead.mail.urls")),
]
if settings.DEBUG:
    from masthead.fronts.views.styleguide import styleguide

    urlpatterns += [path("styleguide/", styleguide)]
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns += [path("", include("masthead.fronts.machine_urls")), path("", include("masthead.fronts.urls"))]

handler404 = "masthead.fronts.views.errors.not_found"
handler500 = "masthead.fronts.views.errors.failed"
