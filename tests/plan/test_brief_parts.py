"""The parts of a task sheet: the people, how to speak, what to deliver, the frame, words of the house."""

from passerelle.plan.brief import brief_lines
from passerelle.plan.load import read_plan

PLAN = """
pillars: {p: {title: Durer, intent: Moins mais mieux, priority: 1}}
studies: {e: {title: Enquête, method: survey, n: 400, until: 2027-12-31}}
facts: {f: {says: On dort mal, study: e}}
segments: {s: {promise: Des nuits fraîches}}
needs: {n: {says: Dormir, segment: s, importance: 5, satisfaction: 2, evidence: f}}
offers: {drap: {title: Drap, price: 100 EUR, prices: {boutique: 120 EUR}, stock: 9, launch: 2027-01-05, answers: n}}
channels: {boutique: {title: La boutique, family: own, tier: premium}}
competitors: {x: {title: Plume, tier: value, claims: [Frais], prices: {drap: 80 EUR}}}
positionings: {m: {segment: s, category: Literie, benefit: Dormir au frais, unlike: x, because: f, attributes: {frais: {product: lin lavé}, rare: {}}}}
propositions: {v: {segment: s, offer: drap, says: Le lin qui respire, jobs: [dormir], pains: {transpirer: lin lavé, laver: }, proof: f}}
messages: {k: {says: Le lin respire, segment: s, proposition: v, tags: [eco]}}
editorial: {l: {title: Le sommeil, segment: s, themes: [Nuits], tone: calme, aims: loyalty}}
terms: {t: {fr: lavé, says: Adouci en machine, means: {product: au toucher}}}
policies: {r: {p: price, says: Prix ronds, allows: [plein tarif], refuses: [barré], offers: drap}}
choices: {c: {p: price, chosen: plein tarif}}
markets: {fr: {title: France, countries: [FR], law_confirmed_by: marie}}
constraints: {d: {says: En français, market: fr, kind: language, languages: [fr], offers: drap, channels: boutique,
   mention: TTC, source: loi, confirmed_by: marie}, e: {says: Ailleurs, market: fr, kind: legal, channels: site}}
objectives:
  haut: {title: Grandir}
  o: {title: Revenir, within: haut, pillar: p, raci: {responsible: marie}, results: {orders: {target: 1 -> 2, why: On revient}}}
actions:
  a: {for: s, by: boutique, when: 2027-03-01, serves: o, says: k, lever: training, purpose: learning, offers: drap, markets: fr,
      languages: [fr], work: 3, skills: {couture: 4}, sells: 1 / 2 / 3, tickets: 4 / 5 / 6, raci: {responsible: agence}}
contents: {b: {title: Film, kind: video, action: a, line: l, theme: Nuits, segment: s, language: fr, text: Dormez, when: 2027-03-02, owner: marie}}
media: {w: {action: a, channel: boutique, format: affiche, when: 2027-03-01..2027-03-05, model: cpm, price: 10 EUR, volume: 5000, audience: 900, reach: 10 %, frequency: 2}}
promotions: {q: {discount: 10 % members, mechanism: gift, when: 2027-03-01, offers: drap, action: a, reference: 120 EUR}}
experiments: {z: {action: a, hypothesis: Le film plaît, metric: orders, base: 2 %, sees: 1 %, decided: keep, learned: oui}}
sprints: {s9: {title: Mars, when: 2027-03-01..2027-03-12}}
tasks: {g: {title: Tourner, action: a, sprint: s9, owner: marie, when: 2027-03-01, work: 2, serves: o, done: true}}
trainings: {h: {title: Atelier, people: marie, skill: couture, level: 4, when: 2027-02-01}}
partners: {agence: {title: Agence, when: 2027, skills: {couture: 5}}}
people: {marie: {title: Marie}}
"""


def _said(language: str) -> set[str]:
    lines = brief_lines(read_plan({"p.yaml": PLAN}), "a")
    return {f"{head.read(language)}: {said.read(language)}" for head, said in lines}


def test_says_what_the_objective_is_part_of() -> None:
    """What it serves, its line of strategy, who does it, why its result counts."""
    assert {
        "Which serves: Grandir",
        "Line of strategy: Durer: Moins mais mieux (priority 1)",
        "Done by: Marie",
        "It counts because: orders: On revient",
    } <= _said("en")


def test_says_what_the_people_want() -> None:
    """Promise, need and its gap, what hurts and what relieves it, what nothing relieves, who else asks."""
    known = "On dort mal (Enquête, survey), n = 400, until 31 Dec 2027"

    assert {
        "They were promised: Des nuits fraîches",
        f"They need: Dormir, 5 out of 5 to them, met 2 out of 5 today, need of s; {known}",
        "What we offer them: Le lin qui respire (Drap)",
        "They try to: dormir",
        "What hurts them: transpirer → lin lavé; laver → nothing of ours yet",
        f"Proved by: {known}",
        "Said as: Le lin respire",
        "The place we want in their minds: Literie; Dormir au frais; for s",
        "Unlike: Plume",
        "“frais” is seen in: lin lavé",
        "“rare” is seen in: nothing yet",
        "Who else asks them: Plume; value; says “Frais”; Drap at €80 (ours €100)",
    } <= _said("en")


def test_says_how_to_speak() -> None:
    """For whom it was written, the line, its themes, tone and aim, words of the house that are used."""
    assert {
        "Écrit pour: s",
        "Il joue sur: écologie",
        "Ligne éditoriale: Le sommeil, pour s",
        "Parle de: Nuits",
        "Ton: calme",
        "Cherche à: garder ses clients",
        "Mot de la maison: lavé\u202f: Adouci en machine\u202f; se voit à\u202f: au toucher",
    } <= _said("fr")


def test_a_word_that_is_not_used_is_left_out() -> None:
    """The glossary is not recited."""
    lines = brief_lines(read_plan({"p.yaml": PLAN.replace("lin lavé", "lin")}), "a")

    assert "Word of the house" not in {head.en for head, _ in lines}


def test_says_what_to_deliver() -> None:
    """Tasks, contents, media, promotions, trials: each with its days and owner."""
    assert {
        (
            "To do: Tourner; Marie; on 1 Mar 2027; 2 person-days; in the sprint “Mars”, "
            "from 1 Mar 2027 to 12 Mar 2027; Revenir; done"
        ),
        (
            "To deliver: Film; video; follows “Le sommeil”; on Nuits; in fr; for s; out on 2 Mar 2027; "
            "by Marie; “Dormez”"
        ),
        (
            "To buy: La boutique; affiche; from 1 Mar 2027 to 5 Mar 2027; €10, a thousand impressions; "
            "5,000 units; 900 people could be reached; 10% of them should be; 2 times each"
        ),
        "Announces: 10% as a gift, for members; on 1 Mar 2027; Drap; struck through: €120",
        "Tries out: Le film plaît; read on orders; 2% today; a change of 1% must show; kept; oui",
    } <= _said("en")


def test_says_the_frame() -> None:
    """What strategy allows, what was chosen, the channel, the market, means and skills."""
    said = _said("en")

    assert {
        "Lever: Training (people)",
        "Done for: to learn: it need not pay for itself",
        "Strategy allows: price; Prix ronds; yes: plein tarif; no: barré; for Drap",
        "It was chosen: price; plein tarif",
        "Sold or seen at: La boutique; ours; premium",
        "Takes place in: France; FR; its law was read by Marie",
        "To be written in: fr",
        (
            "Its market demands: En français; language; fr; for Drap; by La boutique; must carry “TTC”; "
            "loi; confirmed by Marie"
        ),
        "Work: 3 person-days",
        (
            "Skill it takes: couture, 4 out of 5; Agence has 5; Atelier teaches it to Marie; up to 4; "
            "on 1 Feb 2027"
        ),
        "Units it should sell: 1 / 2 / 3",
        "Questions to service a week: 4 / 5 / 6",
        "Does it: Agence; under contract until 31 Dec 2027",
    } <= said
    assert "Offer: Drap, €100; €120 at La boutique; 9 in stock; on sale since 5 Jan 2027" in said


def test_says_whom_the_charter_tells() -> None:
    """Of a launch by its own notice; of a lower price only where there is one."""
    plan = """
teams: {vente: {title: Vente}}
charter:
  lancement: {event: launch, tell: vente, notice_days: 10, within_days: 5}
  remise: {event: promotion, tell: vente}
actions: {a: {when: 2027-03-11}, b: {when: 2027-03-11, promotion: 10 % public}}
"""
    told = {
        name: [
            said.en
            for head, said in brief_lines(read_plan({"p.yaml": plan}), name)
            if head.en.endswith("charter tells")
        ]
        for name in "ab"
    }

    assert told["a"] == ["Vente, by 1 Mar 2027; 5 days to read it"]
    assert told["b"] == [*told["a"], "Vente"]
