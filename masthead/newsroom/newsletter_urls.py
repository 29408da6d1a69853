"""Addresses of the newsletters in the newsroom, below ``/newsroom/newsletters/``; their lists are Wagtail's own."""

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from masthead.newsroom.views import (
    check,
    exports,
    issue_preview,
    issues,
    mail,
    newsletters,
    outbox,
    sending,
    subscribers,
)

MESSAGE = "outbox/<str:day>/<str:moment>/"


def _inside(route: str, view: object, name: str) -> URLPattern:
    """Behind Wagtail's own door, kept by no cache."""
    guarded: URLPattern = path(route, never_cache(require_admin_access(view)), name=name)
    return guarded


urlpatterns = [
    _inside("lists/<int:pk>/", newsletters.one_list, "newsroom_list"),
    _inside("lists/<int:pk>/automatic/", newsletters.automatic, "newsroom_automatic"),
    _inside("lists/<int:pk>/subscribers.csv", exports.subscribers, "newsroom_export_subscribers"),
    _inside("lists/<int:pk>/results.csv", exports.issue_results, "newsroom_export_results"),
    _inside("issues/begin/", issues.new_issue, "newsroom_new_issue"),
    _inside("issues/<int:pk>/stories/", issues.find_stories, "newsroom_find_stories"),
    _inside("issues/<int:pk>/blocks/", issues.story_blocks, "newsroom_story_blocks"),
    _inside("issues/<int:pk>/preview/", issue_preview.preview, "newsroom_preview_issue"),
    _inside("issues/<int:pk>/check/", check.check, "newsroom_check_issue"),
    _inside("issues/<int:pk>/check/links/", check.links, "newsroom_check_links"),
    _inside("issues/<int:pk>/check/test/", check.mail_to_oneself, "newsroom_test_issue"),
    _inside("issues/<int:pk>/check/count/", check.count, "newsroom_count_audience"),
    _inside("issues/<int:pk>/send/", check.send, "newsroom_send_issue"),
    _inside("issues/<int:pk>/answer/", check.answer, "newsroom_answer_issue"),
    _inside("issues/<int:pk>/back/", check.back_to_draft, "newsroom_back_to_draft"),
    _inside("issues/<int:pk>/sending/", sending.sending, "newsroom_sending"),
    _inside("issues/<int:pk>/sending/numbers/", sending.numbers, "newsroom_sending_numbers"),
    _inside("issues/<int:pk>/sending/<slug:step>/", sending.steer, "newsroom_steer"),
    _inside("issues/<int:pk>/results/", sending.outcome, "newsroom_results"),
    _inside("subscribers/", subscribers.subscribers, "newsroom_subscribers"),
    _inside("subscribers/suppressions.csv", exports.suppressions, "newsroom_export_suppressions"),
    _inside("subscribers/lift/", subscribers.lift_suppression, "newsroom_lift_suppression"),
    _inside("subscribers/<int:pk>/", subscribers.one_reader, "newsroom_reader"),
    _inside("subscribers/<int:pk>/take-off/", subscribers.take_off, "newsroom_take_off"),
    _inside("subscribers/<int:pk>/data/", subscribers.give_data, "newsroom_reader_data"),
    _inside("subscribers/<int:pk>/erase/", subscribers.erase, "newsroom_erase_reader"),
    _inside("sending/", mail.mail, "newsroom_mail"),
    _inside("sending/everything.zip", exports.all_of_it, "newsroom_export_everything"),
    _inside("sending/allowance/<slug:group>/", mail.allowance, "newsroom_allowance"),
    _inside("outbox/", outbox.outbox, "newsroom_outbox"),
    _inside(MESSAGE, outbox.one, "newsroom_outbox_message"),
    _inside(f"{MESSAGE}html/", outbox.html, "newsroom_outbox_html"),
    _inside(f"{MESSAGE}raw/", outbox.raw, "newsroom_outbox_raw"),
]
