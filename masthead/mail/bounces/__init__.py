"""What comes back: bounces and complaints, from the mailbox or the connection they arrive by to the suppression."""
