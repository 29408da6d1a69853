"""An issue as mail: facts, MJML, HTML, plain text, and the message with its slots."""
