"""Mailings to many, with carriers that are killed and servers that misbehave."""
