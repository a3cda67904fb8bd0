"""The profile of a region from the command to the documents: real open data, in Dutch and in French."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from made_documents import one_line, pdf_pages, texts_in

from selfeval.making.order import make_order
from selfeval.region.errors import RegionError
from selfeval.making.profiling import Wanted, profile_region

FIGURES = Path(__file__).parents[1] / "fixtures" / "vaccination" / "2021-04-25_kortrijk.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """De Brug by older spellings beside Liège and Seraing, with an indicator, for 900 patients."""
    wanted = Wanted("Kortrijk, 34013, 34023, Menen, Wevelgem, 33029", "", ("relian",), FIGURES, None, 900)
    order = make_order("2023-03-31", ["nl", "fr"], "", True, 5, False)
    return profile_region(wanted, tmp_path_factory.mktemp("out"), order)


def file_of(made, language, ending):
    (found,) = sorted((made.folder / language).glob(f"*.{ending}"))
    return found


def records(made):
    return list(csv.DictReader(io.StringIO(file_of(made, "nl", "csv").read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_kind_of_document_is_there(made, language):
    """Web page, PDF, Word, the executed notebook and the figures twice, in each language."""
    endings = sorted(path.suffix for path in (made.folder / language).iterdir())
    assert endings == [".csv", ".docx", ".html", ".ipynb", ".json", ".pdf"]


def test_the_figures_are_those_of_statbel(made):
    """200,714 inhabitants of De Brug on 1 January 2018, 11,376,070 of Belgium, 261,625 of Liège and Seraing."""
    found = {
        (row["subject"], row["year"]): float(row["value"]) for row in records(made) if row["measure"] == "region.population"
    }
    assert found["region", "2018"] == 200_714
    assert found["country", "2018"] == 11_376_070
    assert found["relian", "2018"] == 261_625


def test_the_documents_say_what_a_reader_must_know(made):
    """The size against the call, too few patients, whose data they are, that 2025 is unknown."""
    pdf = " ".join(pdf_pages(file_of(made, "nl", "pdf")))
    for words in (
        "Dat is een opmerking, geen fout",
        "De Gids vraagt er minstens 1.000",
        "Wie een cijfer overneemt, vermeldt Statbel",
        "Een code van 2025 is hier onbekend",
        "geen oordeel",
    ):
        assert words in pdf


def test_french_documents_are_french(made):
    """Names, numbers and words; no sentence stayed in Dutch."""
    texts = " ".join(one_line(text) for text in texts_in(file_of(made, "fr", "html")))
    assert "Courtrai" in texts
    assert "au 1er janvier 2021" in texts
    for dutch in ("inwoners", "gemeenten", "Kortrijk"):
        assert dutch not in texts


def test_both_languages_have_the_same_figures(made):
    """Numbers have no language."""
    dutch, french = (file_of(made, language, "csv").read_bytes() for language in ("nl", "fr"))
    assert dutch == french


def test_what_cannot_be_used_makes_nothing(tmp_path):
    """A file of another region, an unknown municipality, a negative target: no folder, no file."""
    order = make_order("", ["nl"], "", True, 5, False)
    for wanted in (
        Wanted("62063", "", (), FIGURES),
        Wanted("62063, Atlantis"),
        Wanted("62063", target_group=-1),
        Wanted("62063", compare=("Atlantis",)),
        Wanted("62063", indicator=tmp_path / "absent.csv"),
    ):
        with pytest.raises(RegionError):
            profile_region(wanted, tmp_path / "out", order)
    assert not (tmp_path / "out").exists()
