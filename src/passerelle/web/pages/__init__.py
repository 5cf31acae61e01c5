"""One file a page: each holds its views and its ``urlpatterns``; ``web/urls.py`` lists them.

To add a page:

1. ``pages/sends.py``: views that begin with ``@opens("read")`` (a word of the roles' matrix), ask a
   verb with ``ask(request, "sends")`` and render its JSON; ``urlpatterns`` at the end. The first
   route is named as in ``web/navigation.py``: the page then appears in the navigation by itself.
2. ``web/urls.py``: import it, add ``*sends.urlpatterns`` before those of ``plan_form``.
3. ``templates/passerelle/sends.html``: extends ``passerelle/base.html``; blocks ``title``,
   ``heading`` (a noun), ``answer`` (the first line, in words), ``actions`` (one main action),
   ``drawers``, ``main``. Sentences with ``{% say en="..." fr="..." %}``, what a verb said with
   ``{% text ... %}``, values with the filters ``number``, ``money``, ``share``, ``quantity``,
   ``day``, ``period``, ``moment``; parts with the tags of ``templatetags/parts.py``.
4. A table: ``<div class="table" tabindex="0" role="region" aria-label>`` around it; a head that
   sorts is ``<th><button data-sort>``, with ``data-value`` on cells whose text does not sort; a
   filter is ``<input data-filters="table-id">``, a download ``<button data-csv="table-id">``.
5. What the page alone needs goes into ``static/passerelle/css/5-pages.css`` under
   ``.page-<route name>``.

A form posts with ``{% csrf_token %}``, the view asks a verb and redirects. Errors of ours need no
care: the middleware shows them as pages. Long work may answer a fragment to htmx (``request.htmx``).
"""
