"""Everything about newsletters in open formats, written while it is being sent: a million rows need little memory."""
