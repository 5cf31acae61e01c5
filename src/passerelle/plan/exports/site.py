"""What one team must know, as a folder of plain HTML pages: no account, no server, nobody's name."""

from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.markup import Page, paragraph, text, whole
from passerelle.plan.handout.team_pages import TeamPages

EXPORT = Export(
    id="site",
    title=Text(en="Pages for one team", fr="Pages pour une équipe"),
    use=Text(
        en="For people without an account: a folder of pages that open from a disk or a shared drive, "
        "with the team's actions, calendar, objectives, glossary and findings. Names of people, other "
        "teams' money and bonuses are left out.",
        fr="Pour qui n'a pas de compte\u202f: un dossier de pages qui s'ouvrent depuis un disque ou un "
        "partage, avec les actions, le calendrier, les objectifs, le glossaire et les constats de "
        "l'équipe. Noms de personnes, montants des autres équipes et primes n'y sont pas.",
    ),
    formats=("html",),
    order=90,
    of=("team",),
    must="team",
)


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Make the folder."""
    made = TeamPages(asked)
    pages = [
        Page("index.html", asked.say("Home", "Accueil"), made.home()),
        Page("calendar.html", asked.say("Calendar", "Calendrier"), made.calendar()),
        Page("objectives.html", asked.say("Objectives", "Objectifs"), made.objectives()),
        Page("glossary.html", asked.say("Glossary", "Glossaire"), made.glossary()),
        Page("findings.html", asked.say("Findings", "Constats"), made.findings()),
    ]
    name = f"{asked.name} · {made.title}"
    foot = _foot(asked)
    return tuple(
        Leaf(one.file, whole(one, pages, name, foot, asked.language).encode()) for one in pages
    )


def _foot(asked: Asked) -> str:
    day = asked.at.date().isoformat()
    made = asked.say(
        f"Revision {asked.revision} of {day}. These pages do not change by themselves.",
        f"Révision {asked.revision} du {day}. Ces pages ne changent pas d'elles-mêmes.",
    )
    left = asked.say(
        "Left out: names and addresses of people, the money of other teams beyond the totals, bonuses, "
        "and findings on parts that are not this team's. An ellipsis stands for a person.",
        "Laissés de côté : noms et adresses de personnes, montants des autres équipes au-delà des "
        "totaux, primes, et constats sur ce qui n'est pas à cette équipe. Des points de suspension "
        "tiennent la place d'une personne.",
    )
    live = (
        f'<p><a href="{text(asked.address)}">{text(asked.address)}</a></p>'
        if asked.address.startswith(("http://", "https://"))
        else ""
    )
    return paragraph(made) + paragraph(left) + live
