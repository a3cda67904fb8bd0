"""The documents a coordinator gets, in each language: names, words, figures, where they come from, what is kept out."""

from __future__ import annotations

import base64
import csv
import getpass
import hashlib
import io
import json
import re
import tempfile
import tomllib
from pathlib import Path

import nbformat
import pytest
from made_documents import DATE, Demo, Page, one_line, pdf_pages, texts_in, word_parts, word_text
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
TITLES = {
    "nl": {"zelfevaluatie": "Zelfevaluatie", "jaarverslag": "Jaarverslag"},
    "fr": {"auto-evaluation": "Auto-évaluation", "rapport-annuel": "Rapport annuel"},
    "en": {"self-evaluation": "Self-evaluation", "annual-report": "Annual report"},
}
FIGURES = {"nl": "cijfers", "fr": "chiffres", "en": "figures"}
MARK = {"nl": "vertrouwelijk", "fr": "confidentiel", "en": "confidential"}
BANNER = {
    "nl": "SYNTHETISCH: verzonnen gegevens · VERTROUWELIJK: niet verspreiden",
    "fr": "SYNTHÉTIQUE : données inventées · CONFIDENTIEL : ne pas diffuser",
    "en": "SYNTHETIC: invented data · CONFIDENTIAL: do not spread",
}
# 2 897 of 12 037 patients, and € 355 876 granted; French sets thousands apart with a narrow no-break space.
NUMBERS = {
    "nl": ("24,1\u00a0%", "€\u00a0355.876"),
    "fr": ("24,1\u00a0%", "355\u202f876\u00a0€"),
    "en": ("24.1%", "€355,876"),
}
DATES = {"nl": "31 maart 2023", "fr": "31 mars 2023", "en": "31 March 2023"}
# Little words that only one of the three languages has.
LITTLE_WORDS = {
    "nl": {"aantal", "dan", "geen", "het", "tot", "van", "voor"},
    "fr": {"aucun", "chaque", "des", "du", "dernier", "les", "pour"},
    "en": {"every", "gives", "none", "of", "than", "the", "to", "with"},
}
DOCUMENTS = [(language, name) for language, names in TITLES.items() for name in names]
MACHINE = re.compile(
    r"(?<![\w.])/(?:tmp|home|Users|private|var|usr|opt|root|mnt)/|\b[A-Za-z]:\\\\?(?:Users|Temp)|selfeval-\w{8}/"
)


def place(language: str, name: str, ending: str) -> str:
    return f"{name}-ex-val-de-brume-2022-{MARK[language]}{ending}"


@pytest.fixture(scope="session")
def pages(demo: Demo) -> dict[tuple[str, str], Page]:
    return {
        (language, name): Page(demo.folders[language] / place(language, name, ".html")) for language, name in DOCUMENTS
    }


@pytest.mark.parametrize("language", TITLES)
def test_files_are_named_in_the_language(demo, language):
    """Kind, project, year and for whom stand in each name, and nothing else is handed over."""
    wanted = [
        place(language, name, ending) for name in TITLES[language] for ending in (".docx", ".html", ".ipynb", ".pdf")
    ]
    wanted += [place(language, FIGURES[language], ending) for ending in (".csv", ".json")]
    assert sorted(path.name for path in demo.folders[language].iterdir()) == sorted(wanted)


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_the_three_forms_carry_the_title_in_the_language(demo, pages, language, name):
    """Web page, PDF and Word file say their title and language where programs look for them."""
    title, page = TITLES[language][name], pages[language, name]
    assert page.all("html")[0]["lang"].startswith(language)
    assert f"<title>{title}</title>" in page.source
    assert PdfReader(demo.folders[language] / place(language, name, ".pdf")).metadata.title == title
    core = word_parts(demo.folders[language] / place(language, name, ".docx"))["docProps/core.xml"]
    assert f"<dc:title>{title}</dc:title>" in core
    assert f"<dc:language>{language}" in core


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_numbers_are_written_as_the_language_writes_them(pages, language, name):
    """Decimal sign, thousands, percent and euro; no other language's way beside it."""
    text = pages[language, name].text
    assert all(number in text for number in NUMBERS[language])
    assert re.search(r"\d (%|€)|€ \d", text) is None
    assert language != "fr" or re.search(r"\d\.\d{3} (?!\()", text) is None
    others = {number for other in NUMBERS for number in NUMBERS[other]} - set(NUMBERS[language])
    assert [number for number in others if number in text] == []


@pytest.mark.parametrize(("language", "name"), [entry for entry in DOCUMENTS if entry[0] == "fr"])
def test_french_signs_are_not_torn_from_their_word(pages, language, name):
    """Before : ; ? ! and inside « » stands a no-break space in what the program writes."""
    assert re.findall(r".{12} [:;?!»]|« .{9}", pages[language, name].text) == []


def test_pictures_are_described_in_the_language_of_the_page(pages):
    """Each description is there, differs from that in the other languages, and uses the language's own little words."""
    for position in (0, 1):
        described = {
            language: [image["alt"] for image in pages[language, list(names)[position]].all("img")]
            for language, names in TITLES.items()
        }
        assert len(described["nl"]) == len(described["fr"]) == len(described["en"]) > 0
        assert all(len(set(alike)) == 3 and all(alike) for alike in zip(*described.values(), strict=True))
        for language, alts in described.items():
            words = re.findall(r"\w+", " ".join(alts).lower())
            counts = {own: sum(word in little for word in words) for own, little in LITTLE_WORDS.items()}
            assert counts[language] == max(counts.values()) > 0, counts


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_synthetic_and_confidential_stand_on_every_page(demo, pages, language, name):
    """Whoever sees one page alone knows that the data are invented and must not be spread."""
    banner, folder = BANNER[language], demo.folders[language]
    assert banner in one_line(pages[language, name].text).replace("\u00a0", " ")
    printed = [text.replace("\u00a0", " ") for text in pdf_pages(folder / place(language, name, ".pdf"))]
    assert [number for number, text in enumerate(printed, 1) if banner not in text] == []
    parts = word_parts(folder / place(language, name, ".docx"))
    headers = [part for part in parts if part.startswith("word/header")]
    assert headers
    assert all(banner in word_text(parts[part]).replace("\u00a0", " ") for part in headers)
    assert set(re.findall(r'<w:headerReference[^>]*r:id="(\w+)"', parts["word/document.xml"]))


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_every_link_inside_a_document_leads_somewhere(demo, pages, language, name):
    """Definitions are one click away, in the page as in the Word file, and no anchor stands twice."""
    page = pages[language, name]
    targets = [link["href"] for link in page.all("a")]
    assert any(target.startswith("#definition-indicators-") for target in targets)
    assert sorted(set(targets) - {f"#{anchor}" for anchor in page.ids}) == []
    assert len(page.ids) == len(set(page.ids))
    xml = word_parts(demo.folders[language] / place(language, name, ".docx"))["word/document.xml"]
    marks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', xml))
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= marks


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_a_document_says_where_it_comes_from(demo, pages, language, name):
    """The project file's SHA-256, the revision of the Gids, the version and the date: all that repeating needs."""
    facts = (hashlib.sha256(demo.source.read_bytes()).hexdigest(), "2021-05-30", f"selfeval {VERSION}", DATES[language])
    folder = demo.folders[language]
    word = word_text(word_parts(folder / place(language, name, ".docx"))["word/document.xml"])
    for text in (pages[language, name].text, pdf_pages(folder / place(language, name, ".pdf"))[0], word):
        assert [fact for fact in facts if fact not in text] == []


def test_the_figures_say_where_they_come_from(demo):
    """The same facts travel with the data and with the executed notebooks."""
    found = json.loads(demo.file("nl", "*.json").read_text("utf-8"))["provenance"]
    assert found == {
        "sha256": hashlib.sha256(demo.source.read_bytes()).hexdigest(),
        "revision": "2021-05-30",
        "date": DATE,
        "software": f"selfeval {VERSION}",
        "parameters": "audience=confidential, smallest_count=5",
    }
    for name in ("zelfevaluatie*.ipynb", "jaarverslag*.ipynb"):
        assert json.loads(demo.file("nl", name).read_text("utf-8"))["metadata"]["selfeval"] == found


@pytest.mark.parametrize("language", TITLES)
def test_nothing_of_the_machine_is_handed_over(demo, language):
    """No path, no user, no temporary folder in any file, be it packed."""
    here = {str(ROOT), str(Path.home()), tempfile.gettempdir(), str(demo.source.parent), f"/{getpass.getuser()}/"}
    here = {name for name in here if len(name) > 3}
    for path in demo.folders[language].iterdir():
        for text in texts_in(path):
            assert MACHINE.findall(text) == [], path.name
            assert [name for name in here if name in text] == [], path.name


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_a_page_asks_nothing_of_the_network(pages, language, name):
    """No script, frame or style sheet; pictures are inside the page and ask for nothing either."""
    page = pages[language, name]
    assert {tag for tag, _ in page.elements} & {"script", "iframe", "link", "object", "embed", "base", "form"} == set()
    assert re.findall(r"@import|url\(\s*['\"]?(?!#)|srcset=", page.source) == []
    for image in page.all("img"):
        kind, _, content = image["src"].partition(";base64,")
        assert kind == "data:image/svg+xml"
        svg = base64.b64decode(content).decode()
        assert re.findall(r"(?:href|src)=\"(?!#)|@import|<script|<foreignObject", svg) == []


@pytest.mark.parametrize("language", TITLES)
def test_the_notebook_handed_over_ran_whole_and_holds_no_copy_of_the_result(demo, language):
    """Every cell ran in order, none with an error, and the parameters name the file without its folder."""
    for path in sorted(demo.folders[language].glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
        assert {output.output_type for output in outputs} <= {"display_data", "execute_result"}
        assert not any("selfeval.result" in kind for output in outputs for kind in output.data)
        assert any(f"project_file = '{demo.source.name}'" in cell.source for cell in cells)


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_figures_are_tidy(demo):
    """A row is one figure of one subject, group and year: known with a value, or empty with a reason."""
    rows = read_csv(demo.file("nl", "*.csv"))
    assert len(rows) > 1000
    assert len({(row["measure"], row["subject"], row["group"], row["year"]) for row in rows}) == len(rows)
    assert {(row["project"], row["report_year"], row["revision"]) for row in rows} == {
        ("ex_val_de_brume", "2022", "2021-05-30")
    }
    for row in rows:
        assert bool(row["finding"]) != bool(row["state"]), row
        assert bool(row["value"]) == (row["state"] == "known"), row
        assert row["finding"] or row["unit"], row


def test_figures_are_the_same_in_both_forms(demo):
    """What stands in the table stands in the JSON file, cell by cell."""
    table = read_csv(demo.file("nl", "*.csv"))
    told = json.loads(demo.file("nl", "*.json").read_text("utf-8"))
    origin = {name: told["provenance"][name] for name in ("sha256", "software", "parameters", "date")}
    assert [{name: value for name, value in row.items() if value} for row in table] == [
        {name: str(value) for name, value in (figure | origin).items() if value != ""} for figure in told["figures"]
    ]


def test_figures_are_the_same_in_every_language(demo):
    """Data have no language; only the names of the files have."""
    assert len({demo.file(language, "*.csv").read_bytes() for language in TITLES}) == 1
    assert len({demo.file(language, "*.json").read_bytes() for language in TITLES}) == 1
