"""Tells Django where the pages are."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "passerelle.web"
    label = "web"
