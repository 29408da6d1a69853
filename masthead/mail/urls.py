"""Addresses for the machines of sending services."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

SERVICES = {
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "resend": "anymail.webhooks.resend.ResendTrackingWebhookView",
    "sendgrid": "anymail.webhooks.sendgrid.SendGridTrackingWebhookView",
    "ses": "anymail.webhooks.amazon_ses.AmazonSESTrackingWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}


@csrf_exempt
def webhook(request: HttpRequest, service: str) -> HttpResponseBase:
    """What a service tells of our messages: only with the secret, and only of a service that is set up."""
    if service not in SERVICES or not getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET"):
        raise Http404
    from masthead.mail import webhooks  # noqa: F401 - begins to listen

    try:
        view = import_string(SERVICES[service])
        answer: HttpResponseBase = view.as_view()(request)
    except (ImportError, ImproperlyConfigured):
        raise Http404 from None
    return answer


urlpatterns = [path("-/mail/webhooks/<slug:service>/", webhook, name="mail_webhook")]
