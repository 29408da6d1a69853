"""Addresses of the staff area, all under ``/newsroom/``.

Ours stand before Wagtail's, so that its own log-in, log-out and password reset are never reached.
"""

from collections.abc import Callable

from allauth.account import views as account
from django.http import HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from masthead.newsroom import newsletter_urls
from masthead.newsroom.views import desk, press
from masthead.newsroom.views.enrol import EnrolApp, EnrolPasskey
from masthead.newsroom.views.old_reset import old_reset
from masthead.newsroom.views.staff_bar import staff_bar


def inside(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of ours behind Wagtail's own door, in the zone and language of who asks, kept by no cache."""
    guarded: Callable[..., HttpResponse] = require_admin_access(view)
    return never_cache(guarded)


account_patterns = [
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/totp/activate/", EnrolApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/webauthn/add/", EnrolPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", inside(desk.desk), name="newsroom_desk"),
    path("desk/update/", inside(desk.post), name="newsroom_post_update"),
    path("desk/new-story/", inside(desk.new_story), name="newsroom_new_story"),
    path("press/", inside(press.press), name="newsroom_press"),
    path("press/again/", inside(press.try_again), name="newsroom_press_again"),
    path("newsletters/", include(newsletter_urls)),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    re_path(r"^password_reset/", old_reset, name="newsroom_old_reset"),
    path("account/", include(account_patterns)),
    path("staff-bar/", staff_bar, name="newsroom_staff_bar"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtailadmin_urls)),
]
