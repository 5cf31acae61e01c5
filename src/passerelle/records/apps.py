"""Tells Django that the records exist."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The records store."""

    name = "passerelle.records"
    label = "records"
