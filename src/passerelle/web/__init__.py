"""The browser and HTTP door: pages, API, subscription pages, redirects."""
