"""The sections that tell who, what, when and how sure: words and figures worked out by hand on a small project."""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest
from small_project import FORM, compose, patients, project, said, text

from selfeval.disclosure import Release
from selfeval.document import Callout, Chart, KeyFigures, Quote
from selfeval.errors import Place, Problem, Severity
from selfeval.model import State
from selfeval.strict_yaml import read_yaml
from selfeval.texts import LANGUAGES

_FRAME = ["summary", "own_words", "identity", "phase", "signatures", "data_quality"]
SECTIONS = [*_FRAME, "events", "changes", "follow_up", "plan"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_sentence_stands_in_three_languages_with_the_same_places_to_fill_in(section: str) -> None:
    """A sentence missing in one language, or with another placeholder, would stop a report of that language."""
    catalogue = read_yaml((files("selfeval") / "sections" / section / "texts.yml").read_text("utf-8"))
    entries = list(leaves(catalogue))
    assert entries
    for entry in entries:
        assert set(entry) == set(LANGUAGES)
        places = {language: places_in(sentence) for language, sentence in entry.items()}
        assert places["nl"] == places["fr"] == places["en"], entry


def places_in(sentence: str) -> set[str]:
    """The names of what is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """The sentences of a nested catalogue."""
    if set(node) & set(LANGUAGES):
        yield node
    else:
        for inner in node.values():
            yield from leaves(inner)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_with_nothing_in_it_gives_every_section_without_a_figure(section: str, language: str) -> None:
    """An empty file is told as empty: no section fails, and the summary says "not filled in" and not zero patients."""
    for document in ("self_evaluation", "annual_report"):
        part = compose(section, project({}, {"report_year": 2019}), language, document)
        assert said(part)
    if section == "summary":
        first = next(block for block in part.blocks if isinstance(block, KeyFigures)).figures[0]
        assert first.value == {"nl": "niet ingevuld", "fr": "non complété", "en": "not filled in"}[language]


def test_own_words_keep_every_letter_and_name_what_was_left_open() -> None:
    """The coordinator's text is cut at its own line ends only, and an empty topic is called not filled in."""
    rows = [
        {"topic": "introduction", "text": "Eerste  alinea, 1 < 2 & klaar.\n\nTweede alinea."},
        {"topic": "context", "text": State.EMPTY},
        {"topic": "outlook", "text": State.NOT_APPLICABLE},
    ]
    part = compose("own_words", project({"own_words": rows}), document="annual_report")
    quote = next(block for block in part.blocks if isinstance(block, Quote))
    assert quote == Quote("Voorwoord", ("Eerste  alinea, 1 < 2 & klaar.", "Tweede alinea."))
    assert "Niet ingevuld: Context en regio" in said(part)
    assert "niet van toepassing: Vooruitblik." in said(part)


def test_the_summary_counts_what_works_what_is_decided_and_what_the_scores_say() -> None:
    """2 of 3 scores are 3 or more; one objective is at its target, one at a tenth of the way; 12 of 400 are 3 %."""
    scores = [("case_management", 4), ("prevention", 3), ("change_management", 1)]
    sheets = {
        "agreed_scores": [{"component": name, "year": 2019, "agreed_score": score} for name, score in scores],
        "objectives": [
            {"objective_id": "D1", "title": "Een", "baseline": 0, "target": 10, "value": 10, "decision": "continue"},
            {"objective_id": "D2", "title": "Twee", "baseline": 0, "target": 10, "value": 1, "decision": State.EMPTY},
        ],
        "patients": [patients(2019, 12, 400)],
    }
    words = said(compose("summary", project(sheets)))
    assert "12 geïncludeerde patiënten op 31 december: Deel van de doelgroep: 3 %." in words
    assert "2 van 14 componenten" in words
    assert "Componenten met een overlegscore: 3 van 14." in words
    assert "1 van 2 doelstellingen bereikt of op schema: Bereikt: 1. Op schema: 0. Niet te zeggen: 0." in words
    assert "Hoogste overlegscore (4): Case-management." in words
    assert "Laagste overlegscore (1): Change management." in words
    assert "doelstellingen: 1 voortzetten, 0 bijsturen, 0 stopzetten, 1 zonder beslissing" in words


def test_the_public_summary_hides_three_patients() -> None:
    """Three patients may not be read from the public summary, while the confidential one shows them."""
    found = project({"patients": [patients(2019, 3, 1200)]})
    shown, public = (said(compose("summary", found, audience=audience)) for audience in Release)
    assert shown.splitlines()[1].startswith("3 geïncludeerde patiënten")
    assert public.splitlines()[1].startswith("verborgen geïncludeerde patiënten")


def test_the_panel_is_said_to_be_split_on_one_component_in_the_singular() -> None:
    """Six scores of 0 and six of 5 lie far apart; twelve equal scores do not."""
    rows = [{"respondent": f"R{at}", "case_management": 0 if at % 2 else 5, "prevention": 2} for at in range(12)]
    words = said(compose("summary", project({"individual_scores": rows})))
    assert "Voor 1 component liggen de scores van de leden te ver uit elkaar" in words
    assert "(eensgezindheid): Case-management." in words


def test_identity_counts_partners_present_at_the_end_of_the_year() -> None:
    """Of three organisations one left in the year: two remain, and the one that left is named."""
    rows = [
        {"partner": "Kring A", "kind": "general_practitioners", "joined": datetime.date(2018, 1, 1)},
        {"partner": "Huis B", "kind": "hospital", "joined": datetime.date(2019, 5, 1)},
        {"partner": "Fonds C", "kind": "sickness_fund", "left": datetime.date(2019, 6, 30)},
    ]
    words = said(compose("identity", project({"partners": rows})))
    assert "Op 31 december 2019 werken 2 organisaties mee." in words
    assert "huisartsen | 1 | Kring A" in words
    assert "Toegetreden in 2019: Huis B." in words
    assert "Vertrokken in 2019: Fonds C." in words
    assert "nog geen organisatie: thuisverpleging; " in words
    assert "ziekenfonds | " not in words


def test_identity_shows_the_population_of_the_region_with_its_year_and_source() -> None:
    """Leuven (24062) had 101 396 inhabitants on 1 January 2018 by Statbel; its share of 65 or older is said."""
    form = {**FORM, "report_year": 2018, "target_group_size": 5070}
    part = compose("identity", project({"municipalities": [{"municipality": "24062"}]}, form))
    words = said(part)
    assert "De regio telt 1 gemeente." in words
    assert "Op 1 januari 2018 woonden er 101.396 mensen in de regio." in words
    assert "Bron: Statbel, CC BY 4.0." in words
    assert "Doelgroep als deel van de bevolking | 5,0 %" in words
    assert "Vlaams-Brabant | Leuven" in words
    pyramid = next(block for block in part.blocks if isinstance(block, Chart))
    assert sum(float(str(row["value"])) for row in pyramid.rows) == 101396


def test_phases_that_differ_are_told_without_blame() -> None:
    """A project that names the execution phase but lists partners and municipalities only, shows preparation."""
    sheets = {"partners": [{"partner": "A", "kind": "hospital"}], "municipalities": [{"municipality": "24062"}]}
    words = said(compose("phase", project(sheets, {**FORM, "declared_phase": "execution"})))
    assert "Fase volgens het project: Uitvoeringsfase." in words
    assert "De laatste fase waarvoor het bestand bewijs geeft: Voorbereidingsfase." in words
    assert "hoeft elkaar niet tegen te spreken" in words
    found = [line.split(" | ")[3] for line in words.splitlines() if " | " in line]
    assert found == ["ja", "nee", "niet nagekeken", "niet nagekeken"]


def test_events_stand_in_order_of_time_and_an_empty_lesson_is_called_so() -> None:
    """The later event comes second; the lesson left empty reads "niet ingevuld"."""
    rows = [
        {"event_date": datetime.date(2019, 9, 2), "title": "Later", "kind": "success", "lesson": "Les"},
        {"event_date": datetime.date(2019, 3, 1), "title": "Eerst", "kind": "other", "component": State.NOT_APPLICABLE},
    ]
    part = compose("events", project({"events": rows}))
    words = said(part)
    assert "2 gebeurtenissen; met een les erbij: 1." in words
    assert "Eerst (1 maart 2019); Later (2 september 2019)" in words
    assert "1 maart 2019 | Eerst | andere | n.v.t. | niet ingevuld" in words


def test_the_first_report_year_has_nothing_to_compare_with() -> None:
    """In 2018 no difference is shown, only that there is no year before."""
    words = said(compose("changes", project({}, {**FORM, "report_year": 2018}), document="annual_report"))
    assert "2018 is het eerste verslagjaar" in words
    assert "Verschil" not in words


def test_changes_set_both_years_side_by_side() -> None:
    """From 1 to 3 is +2; without last year's score there is no difference; a new revision of the Gids is told."""
    rows = [
        {"component": "prevention", "year": 2019, "agreed_score": 3},
        {"component": "prevention", "year": 2018, "agreed_score": 1},
        {"component": "case_management", "year": 2019, "agreed_score": 2},
    ]
    sheets = {"agreed_scores": rows, "patients": [patients(2018, 40, 1000), patients(2019, 90, 1000)]}
    words = said(compose("changes", project(sheets), document="annual_report"))
    assert "1 hoger, 0 lager, 0 gelijk, 13 niet te vergelijken" in words
    assert "Preventie | 1 | 3 | +2" in words
    assert "Case-management | niet ingevuld | 2 | niet ingevuld" in words
    assert "Geïncludeerde patiënten op 31 december | 40 | 90" in words
    assert "nieuwe revisie van de Gids: Koninklijk besluit van 24 september 2019" in words


def test_follow_up_says_what_became_of_each_point_and_what_was_left_unsaid() -> None:
    """Two points were due in 2019: one done, one without a state; the point for 2020 does not belong here."""
    point = {"component": "prevention", "measure": "Doen", "owner": "Team", "due": datetime.date(2019, 6, 30)}
    rows = [
        {**point, "point": "V1", "plan_year": 2019, "gap": "Eén", "status": "done", "outcome": "Gelukt"},
        {**point, "point": "V2", "plan_year": 2019, "gap": "Twee", "status": State.EMPTY},
        {**point, "point": "V3", "plan_year": 2020, "gap": "Drie"},
    ]
    words = said(compose("follow_up", project({"improvement_plan": rows}), document="annual_report"))
    assert "2 verbeterpunten gepland. Gerealiseerd: 1, bezig: 0, nog gepland: 0, " in words
    assert "niet uitgevoerd: 0, stand niet ingevuld: 1." in words
    assert "Preventie: Twee | Doen | Team | 30 juni 2019 | niet ingevuld | niet ingevuld" in words
    assert "Drie" not in words


def test_the_plan_suggests_components_with_a_reason_and_no_point() -> None:
    """Prevention is 3 below its ambition and has no point; case management is as far off, but is in the plan."""
    names = ("prevention", "case_management")
    rows = [{"component": name, "year": 2019, "agreed_score": 1, "ambition": 4} for name in names]
    plan = [{"point": "V1", "plan_year": 2020, "component": "case_management", "gap": "Te weinig", "measure": "Meer"}]
    words = said(compose("plan", project({"agreed_scores": rows, "improvement_plan": plan})))
    assert "Het project plant 1 verbeterpunt." in words
    assert "Case-management | Te weinig | Meer | niet ingevuld" in words
    assert "Preventie | overlegscore ligt 3 onder de ambitie" in words
    assert "geen actie" not in words


def test_remarks_of_the_check_are_listed_up_to_forty_and_never_in_public() -> None:
    """A remark may quote a small count: the public version only says how many there are."""
    problems = [
        Problem("not_whole", Severity.WARNING, Place("Patiënten", at, "C", "Einde"), found="3,5") for at in range(1, 43)
    ]
    found = project({}, problems=problems)
    shown, public = (said(compose("data_quality", found, audience=audience)) for audience in Release)
    assert "Waarschuwingen: 42. Anders gelezen dan geschreven: 0." in public
    assert "3,5" not in public
    assert shown.count("Hier staat 3,5") == 40
    assert "Er zijn nog 2 opmerkingen" in shown


def test_data_quality_accounts_for_every_cell_and_names_the_file() -> None:
    """90 used, 7 ignored and 3 rejected make 100 filled cells; the fingerprint of the file is printed."""
    words = said(compose("data_quality", project({"municipalities": [{"municipality": "24062"}]})))
    assert "Ingevulde cellen in het bestand: 100. Gebruikt: 90. Niet nodig voor de documenten: 7." in words
    assert "ab" * 32 in words
    assert "Gemeenten | 1 | 0 | 0 | 0" in words


def test_one_sentence_says_that_no_source_tells_who_signs() -> None:
    """The three roles are marked as a proposal."""
    part = compose("signatures", project({}), document="annual_report")
    proposal = next(block for block in part.blocks if isinstance(block, Callout))
    assert proposal.tone == "proposal"
    assert "geen bron" in text(proposal.runs)
