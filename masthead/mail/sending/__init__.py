"""Bulk mailings: frozen into chunks, worked one by one, gone on with after a crash."""
