"""Serving on one machine: one RSGI object in front of Django.

Printed pages come from memory, files from a bounded cache, the rest goes to Django in a thread pool.
"""
