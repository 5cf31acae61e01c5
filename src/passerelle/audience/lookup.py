"""Finding a segment's condition, or saying plainly why there is none."""

from collections.abc import Mapping, Sequence

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.plan.condition import Condition
from passerelle.plan.strategy import Segment


def condition_of(
    segments: Mapping[str, Segment], name: str, inside: Sequence[str] = ()
) -> Condition:
    """Give the condition of a segment.

    Args:
        segments: The plan's segments by name.
        name: The one looked for.
        inside: The segments that led to it, outermost first.

    Raises:
        NotFound: There is no such segment.
        UserError: It says no condition, or it leads back to itself.
    """
    if name not in segments:
        raise NotFound(
            Text(en=f"There is no segment {name}.", fr=f"Il n'y a pas de segment {name}."),
            nearest(name, segments),
        )
    if name in inside:
        raise circle([*inside[list(inside).index(name) :], name])
    condition = segments[name].who
    if condition is None:
        raise UserError(
            Text(
                en=f"The segment {name} does not say who is in it.",
                fr=f"Le segment {name} ne dit pas qui en fait partie.",
            ),
            Text(
                en="Give it a condition, such as: who: orders >= 3 in 24 months.",
                fr="Donnez-lui une condition, par exemple : who: orders >= 3 in 24 months.",
            ),
        )
    return condition


def circle(names: Sequence[str]) -> UserError:
    """Say that segments refer to each other in a circle, in this order."""
    path = " → ".join(names)
    return UserError(
        Text(
            en=f"The segments refer to each other in a circle: {path}.",
            fr=f"Les segments se renvoient l'un à l'autre en cercle : {path}.",
        ),
        Text(
            en="Remove one of these references.",
            fr="Supprimez l'un de ces renvois.",
        ),
    )
