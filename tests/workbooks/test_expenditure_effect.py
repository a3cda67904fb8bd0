"""The effect of an invented pilot, from its persons to the documents: the words follow from the figures."""

from __future__ import annotations

import csv
import io
import re

import pytest
from made_documents import texts_in

from selfeval.document import Chart, Paragraph
from selfeval.errors import RequestError
from selfeval.making.order import make_order
from selfeval.making.measuring import EffectRequest, measure_effect
from selfeval.notebook.expenditure_effect import open_effect
from selfeval.population.synthetic import Effect, Recipe, write_persons

REGIONS, YEARS = 24, tuple(range(2015, 2020))
SMALL = Recipe(12_000, YEARS, REGIONS, 5, diagnoses=False)
# So large in so steady regions that chance cannot explain it.
LARGE = Recipe(24_000, YEARS, REGIONS, 6, Effect(-900.0, {"region_01": 2017, "region_02": 2017}), diagnoses=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("effect") / "small"
    write_persons(folder, SMALL)
    return folder


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("effect") / "large"
    write_persons(folder, LARGE)
    return folder


@pytest.fixture(scope="module")
def made(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    order = make_order("2021-03-31", ["nl", "fr"], "", True, 5, False)
    return measure_effect(small, out, order, EffectRequest("region_04", 2018))


def words(workbook) -> str:
    """Every paragraph of the document in a row."""
    blocks = [block for part in workbook.document.parts for block in part.blocks if isinstance(block, Paragraph)]
    return " ".join(run.text for block in blocks for run in block.runs)


def test_every_language_has_its_documents_and_figures(made):
    for language in ("nl", "fr"):
        endings = sorted(name.rsplit(".")[-1] for name in made.files if name.startswith(language))
        assert endings == ["csv", "docx", "html", "ipynb", "json", "pdf"]


def test_no_effect_in_five_hundred_persons_is_not_told_from_chance(made):
    assert made.headline == "Het verschil is niet van toeval te onderscheiden."


def test_every_document_says_that_the_data_are_invented_and_that_nothing_is_owed(made):
    """On web page, PDF and Word, in both languages."""
    said = {
        "nl": ("verzonnen gegevens", "niet het model van het IMA"),
        "fr": ("données inventées", "pas le modèle de l’AIM"),
    }
    for name in made.files:
        if name.endswith((".html", ".pdf", ".docx")):
            text = " ".join(" ".join(texts_in(made.folder / name)).split())
            for sentence in said[name[:2]]:
                assert sentence in text, (name, sentence)


def test_no_file_holds_the_path_of_the_persons_or_a_person(made, small):
    """Neither the folder nor the largest amount that one person has."""
    for name in made.files:
        text = " ".join(texts_in(made.folder / name))
        assert str(small) not in text
        assert str(small.parent) not in text


def test_the_figures_hold_the_difference_with_its_interval_and_the_finding(made):
    (name,) = [one for one in made.files if one.startswith("nl/") and one.endswith(".csv")]
    text = (made.folder / name).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    (found,) = [row for row in rows if row["measure"] == "effect.difference"]
    assert found["finding"] == "chance"
    assert float(found["low"].replace(",", ".")) < 0 < float(found["high"].replace(",", "."))


def test_a_large_difference_is_said_to_be_more_than_chance(large):
    """900 euro of about 1,900, in two regions of about 2,000 persons."""
    workbook = open_effect(str(large), "region_01:2017,region_02:2017", language="en")
    assert workbook.aside["headline"] == (
        "Since the start the outcome is lower than expected, and by more than chance."
    )
    assert "It does not say why" not in words(workbook)  # it stands in a callout, not in the running text


def test_the_same_question_gives_the_same_document(small):
    first, second = (open_effect(str(small), "region_04:2018", run_date="2021-03-31") for _ in range(2))
    assert first.document == second.document
    assert first.records == second.records


@pytest.mark.parametrize("outcome", ["gp_contacts", "influenza_vaccination"])
def test_another_outcome_is_told_in_its_own_unit_without_the_rule_on_savings(small, outcome):
    workbook = open_effect(str(small), "region_04:2018", outcome, "matched", language="fr")
    assert "budget" not in {part.id for part in workbook.document.parts}
    assert "€" not in words(workbook)


def test_staggered_starts_are_counted_in_years_since_the_start(small):
    workbook = open_effect(str(small), "region_04:2017,region_05:2018")
    charts = [block for part in workbook.document.parts for block in part.blocks if isinstance(block, Chart)]
    (events,) = [chart for chart in charts if chart.options.get("zero")]
    assert sorted(row["year"] for row in events.rows) == [-3, -2, 0, 1, 2]


@pytest.mark.parametrize("adjust", [True, False])
def test_the_rules_say_whether_age_and_sex_were_adjusted_for(large, adjust):
    workbook = open_effect(str(large), "region_01:2017", adjust=adjust, language="en")
    (methods,) = [part for part in workbook.document.parts if part.id == "methods"]
    said = str(methods)
    assert ("direct standardisation" in said) is adjust
    assert re.search(r"for at most the amount that 99%", said)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"region": "region_99"}, "effect_region_unknown"),
        ({"region": ""}, "effect_regions"),
        ({"start": 2015}, "effect_no_years_before"),
        ({"start": 1999}, "effect_start_outside"),
        ({"outcome": "person"}, "effect_outcome"),
        ({"outcome": "../../secret"}, "effect_outcome"),
        ({"compare": "region_99"}, "effect_compare"),
        ({"cap": 7.0}, "effect_cap"),
    ],
)
def test_a_question_that_cannot_be_asked_writes_nothing(small, tmp_path, change, code):
    """Its own sentence is told, and no folder of documents appears."""
    wish = {"region": "region_04", "start": 2018} | change
    order = make_order("", ["nl"], "", True, 5, False)
    with pytest.raises(RequestError) as caught:
        measure_effect(small, tmp_path / "out", order, EffectRequest(**wish))
    assert caught.value.code == code
    assert not [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".html", ".pdf", ".docx", ".csv")]
