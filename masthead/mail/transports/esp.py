"""A mail service's own interface, spoken by django-anymail; its answers are told in SMTP's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailError
from anymail.message import AnymailMessage
from django.utils.module_loading import import_string

from masthead.mail.exceptions import CannotConnect, Lost
from masthead.mail.transports.address import MailAddress, anymail_settings
from masthead.mail.transports.envelope import envelope_address
from masthead.mail.transports.esp_answers import answer_to
from masthead.mail.transports.esp_message import mail_of
from masthead.mail.transports.esp_table import Service
from masthead.mail.transports.session import Answer, Parcel

TAKEN = Answer(250, "taken by the mail service")


class EspTransport:
    """A service, by ``postmark://`` and the like."""

    is_real = True

    def __init__(self, address: MailAddress) -> None:
        assert address.service
        self._address, self._service = address, address.service

    @property
    def label(self) -> str:
        """``Postmark``."""
        return self._address.label

    def open(self) -> EspSession:
        """The back end with its HTTP connection kept open; ``CannotConnect`` when a library is missing."""
        prefix = len(self._service.prefix) + 1
        given = {name[prefix:].lower(): value for name, value in anymail_settings(self._address).items()}
        if self._address.scheme != "ses":  # there it stands among boto3's settings
            given["timeout"] = self._address.timeout
        try:
            backend = import_string(self._service.backend)(**given)
            backend.open()
        except (AnymailConfigurationError, ImportError) as error:
            raise CannotConnect(f"{self.label} cannot be used: {error}", permanent=True) from error
        return EspSession(backend, self._service)


class EspSession:
    """Hands over one message after the other. The envelope's sender is the service's own: bounces come by webhook."""

    def __init__(self, backend: Any, service: Service) -> None:
        self._backend, self._service = backend, service
        self._is_open = True

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        """See ``Session.send``. A service that does not take our key or account is ``CannotConnect``."""
        for parcel in parcels:
            if not self._is_open:
                raise Lost("the session is over")
            yield self._sent(parcel)

    def _sent(self, parcel: Parcel) -> Answer:
        try:
            recipient = envelope_address(parcel.recipient)
        except ValueError as error:
            return Answer(553, str(error))
        mail = mail_of(parcel.message, recipient, self._service)
        try:
            self._backend.send_messages([mail])
        except AnymailError as error:
            try:
                return answer_to(error, self._service)
            except (CannotConnect, Lost):
                self.close()
                raise
        return Answer(550, f"{self._service.name} refuses this address") if _is_refused(mail) else TAKEN

    def close(self) -> None:
        """Close the HTTP connection."""
        if self._is_open:
            self._is_open = False
            self._backend.close()


def _is_refused(mail: AnymailMessage) -> bool:
    """A success stays one even where anymail does not find the address in it: who got it must not get it again."""
    told = mail.anymail_status
    return bool({"invalid", "rejected", "failed"} & (told.status or set())) or (
        getattr(told.esp_response, "status_code", 200) >= 400
    )
