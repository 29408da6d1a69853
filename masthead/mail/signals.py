"""What came back, told to the rooms above. Sent within the transaction that stores it; it may come twice.

Both give ``mailing_id`` and ``recipient_id`` (0 and a letter's id for single mails; ``None`` where only the address is
known), ``address`` (may be ``""``: the recipient was erased), ``kind`` and ``detail`` (the server's words).
"""

from django.dispatch import Signal

bounced = Signal()  # kind: hard (no such mailbox), soft (not now), refused (by policy, not the reader's doing)
complained = Signal()  # kind: complaint (reported as spam), asked (unsubscribed at the sending service)
