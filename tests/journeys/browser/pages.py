"""Every page of a shop that has been carried out once."""

PAGES = (
    "/",
    "/plan/",
    "/plan/objectives/faire-revenir/",
    "/plan/actions/completer-la-parure/",
    "/plan/segments/",
    "/plan/brand/",
    "/apply/",
    "/cascade/",
    "/calendar/",
    "/audiences/",
    "/audiences/une-fois/",
    "/sends/",
    "/sends/1/",
    "/messages/completer-la-parure/",
    "/run/",
    "/tasks/",
    "/reading/",
    "/kpis/",
    "/kpis/repurchase_rate/",
    "/proposals/",
    "/inbox/",
    "/inbox/1/",
    "/weekly/",
    "/off-plan/",
    "/history/",
    "/people/",
    "/account/",
)

OUTSIDE = ("/sign-in/", "/nowhere/")
"""Pages for strangers: the form, and the page that says nothing is there."""
