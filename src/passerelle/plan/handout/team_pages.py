"""The pages of one team: home, calendar, objectives, glossary, findings."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from passerelle.base import language as tongue
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.alignment import align_parts
from passerelle.plan.export import Asked
from passerelle.plan.handout.discreet import Discreet, nodes_of
from passerelle.plan.handout.goal_words import goal_words
from passerelle.plan.handout.markup import heading, items, paragraph, table, text
from passerelle.plan.operations import Action
from passerelle.plan.rule_catalogue import rules
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_words import label, money_text

_SOON = timedelta(days=60)
"""What begins within this time is on the home page."""


class TeamPages:
    """Writes the pages of one team out of the plan."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.given, self.plan = asked, asked.given, asked.given.plan
        self.mine = nodes_of(asked.given, asked.team)
        self.discreet = Discreet(asked.given)
        self.title = label(asked.team, self.plan.teams[asked.team].title)

    def home(self) -> str:
        """Write what the team steers by, must read, does and waits for."""
        say = self.asked.say
        goals = [self._said(self.plan.objectives[one].title) for one in self._names("objectives")]
        return "".join((
            paragraph(self._said(self.plan.vision or ""), "vision"),
            paragraph(self._star()),
            heading(say("To know and to read", "À savoir et à lire")),
            items(list(self._told()), say("Nothing waits to be read.", "Rien n'attend d'être lu.")),
            heading(say("Our objectives", "Nos objectifs")),
            items(goals, say("No objective is this team's own.", "Aucun objectif n'est propre à cette équipe.")),
            heading(say("Our actions and tasks", "Nos actions et nos tâches")),
            self._work(),
            heading(say("What waits for us", "Ce qui nous attend")),
            items(list(self._waiting()), say("Nothing waits.", "Rien n'attend.")),
            heading(say("Money", "Montants")),
            items(list(self._money()), say("No money is planned yet.", "Aucun montant n'est encore prévu.")),
        ))  # fmt: skip

    def calendar(self) -> str:
        """Write every dated action, the team's marked, month by month."""
        say = self.asked.say
        months: dict[tuple[int, int], list[tuple[Period, str, Action]]] = {}
        dated = [(one.when, name, one) for name, one in self.given.actions.items() if one.when]
        for when, name, one in sorted(dated, key=lambda row: (row[0], row[1])):
            months.setdefault((when.start.year, when.start.month), []).append((when, name, one))
        heads = (
            say("Action", "Action"),
            say("Days", "Jours"),
            say("Channel", "Canal"),
            say("Ours", "À nous"),
        )
        parts = []
        for rows in months.values():
            title = tongue.month(rows[0][0].start, self.asked.language).capitalize()
            cells = [
                (self._said(label(name, one.title)), self._days(when), one.by or "",
                 say("yes", "oui") if f"actions/{name}" in self.mine else "")
                for when, name, one in rows
            ]  # fmt: skip
            parts += [heading(title), table(title, heads, cells, "")]
        none = say("No action has its days yet.", "Aucune action n'a encore ses jours.")
        return "".join(parts) or paragraph(none, "soft")

    def objectives(self) -> str:
        """Write every objective with its key results, those of the team first."""
        say = self.asked.say
        mine = list(self._names("objectives"))
        rest = [name for name in self.plan.objectives if name not in mine]
        parts = []
        for title, names in (
            (say("Ours", "Les nôtres"), mine),
            (say("Those of others", "Ceux des autres"), rest),
        ):
            parts += [heading(title)] if names else []
            parts += [self._objective(name) for name in names]
        none = say("The plan has no objective yet.", "Le plan n'a pas encore d'objectif.")
        return "".join(parts) or paragraph(none, "soft")

    def glossary(self) -> str:
        """Write the words of the house, and of the KPIs in use."""
        say, rows = self.asked.say, []
        for name, term in self.plan.terms.items():
            head = (
                (term.fr if self.asked.language == "fr" else term.en) or term.en or term.fr or name
            )
            rows.append((head, term.says))
        for name in dict.fromkeys(r.metric or k for _, k, _, r in self.given.key_results()):
            known = self.given.catalogue.get(name)
            if known:
                rows.append(
                    (known.name.read(self.asked.language), known.says.read(self.asked.language))
                )
        if not rows:
            return paragraph(
                say("No word is defined yet.", "Aucun mot n'est encore défini."), "soft"
            )
        pairs = (
            f"<dt>{text(head)}</dt><dd>{text(self._said(says))}</dd>" for head, says in sorted(rows)
        )
        return "<dl>" + "".join(pairs) + "</dl>"

    def findings(self) -> str:
        """Write what the rules found on the team's own parts; a sentence that names someone gives its rule's title."""
        say, known = self.asked.say, rules()
        rows = []
        for one in self.asked.checked.findings:
            if one.node not in self.mine:
                continue
            words = one.message.read(self.asked.language)
            hidden = self.discreet.names_someone(words)
            if not one.node.startswith("actions/"):
                hidden = hidden or self.discreet.holds_money(words)
            title = (
                known[one.rule].RULE.title.read(self.asked.language)
                if one.rule in known
                else one.rule
            )
            fix = one.fix.read(self.asked.language)
            shown = title if hidden else words
            rows.append(
                (one.rule, shown, "" if hidden or self.discreet.names_someone(fix) else fix)
            )
        heads = (
            say("Rule", "Règle"),
            say("What was found", "Ce qui est constaté"),
            say("What to do", "Que faire"),
        )
        none = say(
            "Nothing is found on this team's parts.",
            "Rien n'est constaté sur ce qui est à cette équipe.",
        )
        return table(say("Findings", "Constats"), heads, rows, none)

    def _names(self, section: str) -> Iterator[str]:
        return (name for name in getattr(self.plan, section) if f"{section}/{name}" in self.mine)

    def _said(self, words: str) -> str:
        return self.discreet.without_people(words)

    def _days(self, when: Period) -> str:
        first = tongue.day(when.start, self.asked.language)
        return first if when.days == 1 else f"{first} – {tongue.day(when.end, self.asked.language)}"

    def _star(self) -> str:
        metric = self.given.metric(self.given.star) if self.given.star else None
        if metric is None:
            return ""
        title = metric.title.read(self.asked.language)
        return self.asked.say(f"North Star: {title}", f"Étoile polaire : {title}")

    def _told(self) -> Iterator[str]:
        """Walk the actions to come that the team must be told of, and its meetings."""
        team, notice = self.asked.team, self.plan.teams[self.asked.team].notice_days
        for name, one in self.given.actions.items():
            if team in one.tell and one.when and one.when.end >= self.given.today:
                said = f"{label(name, one.title)}, {self._days(one.when)}"
                if notice:
                    by = tongue.day(one.when.start - timedelta(days=notice), self.asked.language)
                    said += self.asked.say(f"; to be read by {by}", f" ; à lire avant le {by}")
                yield self._said(said)
        for ritual in self.plan.rituals.values():
            if team in ritual.teams:
                yield self._said(f"{ritual.title}{f' · {ritual.agenda}' if ritual.agenda else ''}")

    def _work(self) -> str:
        say = self.asked.say
        heads = (
            say("What", "Quoi"),
            say("Days", "Jours"),
            say("Channel", "Canal"),
            say("Cost", "Coût"),
        )
        rows = [self._row(name, self.given.actions[name]) for name in self._names("actions")]
        for name in self._names("tasks"):
            one = self.plan.tasks[name]
            head = say("Task: ", "Tâche : ") + one.title
            rows.append((self._said(head), self._days(one.when) if one.when else "", "", ""))
        none = say(
            "Nothing is this team's to do yet.", "Rien n'est encore à faire par cette équipe."
        )
        return table(say("Our actions and tasks", "Nos actions et nos tâches"), heads, rows, none)

    def _row(self, name: str, one: Action) -> tuple[str, str, str, str]:
        cost = money_text(one.cost).read(self.asked.language) if one.cost else ""
        days = self._days(one.when) if one.when else ""
        return self._said(label(name, one.title)), days, one.by or "", cost

    def _waiting(self) -> Iterator[str]:
        """Walk what was asked of the team and not answered, and its work that begins soon or is late."""
        say, today = self.asked.say, self.given.today
        for node, who, _ in self.given.deeds.asked if self.given.deeds else ():
            if who == self.asked.team:
                title = self._title(node)
                yield self._said(
                    say(f"To read and answer: {title}", f"À lire et à répondre : {title}")
                )
        for name in self._names("tasks"):
            one = self.plan.tasks[name]
            if one.when and not one.done and one.when.start <= today + _SOON:
                yield self._said(f"{one.title}, {self._days(one.when)}")
        for name in self._names("actions"):
            act = self.given.actions[name]
            if act.when and today <= act.when.start <= today + _SOON:
                yield self._said(
                    say(
                        f"Begins soon: {label(name, act.title)}",
                        f"Commence bientôt : {label(name, act.title)}",
                    )
                )

    def _title(self, node: str) -> str:
        section, _, name = node.partition("/")
        held = getattr(self.plan, section, None)
        one = held.get(name) if isinstance(held, dict) else None
        return str(getattr(one, "title", None) or name or section)

    def _money(self) -> Iterator[str]:
        """Walk the sums of the team's actions and of all, the year's ceiling, the team's alignment."""
        say, read, currency = self.asked.say, self.asked.language, main_currency(self.plan)
        costs = in_currency(self.given.actions, currency)
        if not costs:
            return
        zero = Decimal(0)
        mine = (costs[name] for name in self._names("actions") if name in costs)
        own, every = Money(sum(mine, zero), currency), Money(sum(costs.values(), zero), currency)
        yield say("Our actions: ", "Nos actions : ") + money_text(own).read(read)
        yield say("All actions: ", "Toutes les actions : ") + money_text(every).read(read)
        if self.plan.year and self.plan.year.budget:
            yield say("Budget of the year: ", "Budget de l'exercice : ") + money_text(
                self.plan.year.budget
            ).read(read)
        figure = align_parts(self.given, self.asked.checked.findings).get(
            f"teams/{self.asked.team}"
        )
        if figure:
            yield figure.sentence.read(read)

    def _objective(self, name: str) -> str:
        one = self.plan.objectives[name]
        rows = []
        for key, result in one.results.items():
            metric = self.given.metric(result.metric or key)
            title = metric.title.read(self.asked.language) if metric else key
            due = self.given.due(result)
            rows.append(
                (
                    title,
                    goal_words(self.asked, result.target),
                    tongue.day(due, self.asked.language) if due else "",
                )
            )
        say = self.asked.say
        heads = (say("Key result", "Résultat clé"), say("Target", "Cible"), say("Due", "Échéance"))
        none = say("No key result yet.", "Pas encore de résultat clé.")
        return heading(self._said(one.title), 3) + table(self._said(one.title), heads, rows, none)
