"""The routes of the web door: each page brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from passerelle.web import api, feeds, public, sign_in, switches
from passerelle.web.pages import (
    account,
    apply,
    audiences,
    board,
    bonuses,
    calendar,
    canvas,
    cascade,
    change,
    export,
    group,
    history,
    home,
    inbox,
    off_plan,
    people,
    plan,
    plan_form,
    proposals,
    reading,
    run,
    sends,
    settle,
    tasks,
    weekly,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", sign_in.by_link, name="sign-in-link"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("language/", switches.language, name="language"),
    path("theme/", switches.theme, name="theme"),
    path("api/", include((api.routes(api.build()), "api"), namespace="api")),
    *public.urlpatterns,
    *feeds.urlpatterns,
    *home.urlpatterns,
    *account.urlpatterns,
    *reading.urlpatterns,
    *apply.urlpatterns,
    *people.urlpatterns,
    *calendar.urlpatterns,
    *cascade.urlpatterns,
    *audiences.urlpatterns,
    *sends.urlpatterns,
    *run.urlpatterns,
    *tasks.urlpatterns,
    *board.urlpatterns,
    *bonuses.urlpatterns,
    *proposals.urlpatterns,
    *inbox.urlpatterns,
    *weekly.urlpatterns,
    *off_plan.urlpatterns,
    *canvas.urlpatterns,
    *change.urlpatterns,
    *export.urlpatterns,
    *group.urlpatterns,
    *history.urlpatterns,
    *plan.urlpatterns,
    *settle.urlpatterns,
    *plan_form.urlpatterns,  # after every other address under plan/
]

handler400 = "passerelle.web.errors.bad_request"
handler403 = "passerelle.web.errors.forbidden"
handler404 = "passerelle.web.errors.not_found"
handler500 = "passerelle.web.errors.failed"
