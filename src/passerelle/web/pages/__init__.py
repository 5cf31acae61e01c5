"""One file a page: each holds its views and its ``urlpatterns``; ``web/urls.py`` lists them."""
