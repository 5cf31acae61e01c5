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
    "/bonuses/",
    "/kpis/repurchase_rate/",
    "/proposals/",
    "/inbox/",
    "/inbox/1/",
    "/weekly/",
    "/off-plan/",
    "/history/",
    "/people/",
    "/account/",
    "/canvas/",
    "/canvas/swot/",
    "/templates/",
    "/impact/",
    "/difference/",
    "/history/on/",
    "/alignment/",
    "/export/",
)

OUTSIDE = ("/sign-in/", "/nowhere/")
"""Pages for strangers: the form, and the page that says nothing is there."""

CANVASES = (
    "/canvas/",
    "/canvas/swot/",
    "/canvas/pestel/",
    "/canvas/forces/",
    "/canvas/positioning/",
    "/canvas/proposition/",
    "/canvas/mix/",
    "/canvas/goals/",
    "/canvas/media/",
    "/canvas/budget/",
)

OF_CHANGE = (
    "/templates/",
    "/impact/",
    "/impact/brand/",
    "/difference/",
    "/difference/?before=1&after=3",
    "/history/on/",
    "/alignment/",
    "/apply/",
    "/export/",
)
"""Pages of a plan in force with a change that waits."""

CASCADES = (
    "/cascade/",
    "/cascade/gagner-de-la-part/market_share_value/",
    "/cascade/gagner-de-la-part/market_share_volume/",
)
