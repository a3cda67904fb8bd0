"""What a person can do to sheets, rows and columns."""

from __future__ import annotations

from case import ERROR, REPAIR, WARNING, Case
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters
from openpyxl.worksheet.worksheet import Worksheet
from spoiling import (
    address,
    both,
    copied_sheet,
    copy_column,
    copy_row,
    extra_sheet,
    on,
    put,
    put_at,
    renamed,
    reversed_form,
    row_of,
    swapped_columns,
    template_fact,
    without_column,
    without_sheet,
)

OTHER_NAMES = {"nl": "Événements", "fr": "Gebeurtenissen"}


def hide_rows(tab: Worksheet) -> None:
    tab.row_dimensions[6].hidden = True


def filter_rows(tab: Worksheet) -> None:
    """A real filter on the first column, with one row hidden by it."""
    tab.auto_filter = AutoFilter("A4:M44", [FilterColumn(0, filters=Filters(filter=["A1"]))])
    hide_rows(tab)


def hide_column(tab: Worksheet) -> None:
    tab.column_dimensions["B"].hidden = True


def hide_sheet(tab: Worksheet) -> None:
    tab.sheet_state = "hidden"


def delete_question(tab: Worksheet) -> None:
    tab.delete_rows(address("project", 0, "region_name")[0])


def without_ids(tab: Worksheet) -> None:
    for cell in tab[3]:
        cell.value = None


SHEETS = (
    Case("B2a", "A sheet that is gone is named.", without_sheet("events"), "sheet_missing", ERROR, "events"),
    Case(
        "B2b",
        "A sheet with another name is missed, and the unknown sheet is told of.",
        renamed("events", "Nieuws"),
        "sheet_missing",
        ERROR,
        "events",
        also=("sheet_ignored",),
    ),
    Case("B2c", "A sheet may have its name in the other language.", renamed("events", OTHER_NAMES)),
    Case(
        "B2d",
        "Without the sheet of the project the other sheets are still read as of their year.",
        without_sheet("project"),
        "sheet_missing",
        ERROR,
        "project",
    ),
    Case(
        "B3a",
        "A copy of a sheet is not chosen or ignored silently.",
        copied_sheet("events", " (2)"),
        "sheet_twice",
        ERROR,
        tab={"nl": "Gebeurtenissen (2)", "fr": "Événements (2)"},
    ),
    Case(
        "B3b",
        "The same sheet in both languages: one counts, and the other is told of.",
        extra_sheet(OTHER_NAMES),
        "sheet_ignored",
        WARNING,
        tab=OTHER_NAMES,
    ),
    Case(
        "B4a",
        "A hidden sheet with content may be a list of persons.",
        extra_sheet("Lijst", "hidden"),
        "hidden_sheet",
        ERROR,
        "Lijst",
        shows=("1",),
    ),
    Case(
        "B4b", "A very hidden sheet is found too.", extra_sheet("Lijst", "veryHidden"), "hidden_sheet", ERROR, "Lijst"
    ),
    Case(
        "B4c",
        "A hidden sheet of the template counts, and the reader hears that it is hidden.",
        on("events", hide_sheet),
        "sheet_is_hidden",
        WARNING,
        "events",
    ),
    Case(
        "B4d",
        "A sheet of one's own is left alone, and told of.",
        extra_sheet("Kladblok"),
        "sheet_ignored",
        WARNING,
        "Kladblok",
        shows=("1",),
    ),
    Case("B4e", "An empty sheet is no matter.", extra_sheet("Blad1", value=None)),
    Case(
        "B18",
        "Without the sheet of the template the file is not ours.",
        lambda book, _: book.remove(book["_template"]),
        "not_a_project_file",
    ),
    Case(
        "B17a",
        "A revision of the Gids we do not have asks for newer software.",
        template_fact("revision", "2031-01-01"),
        "unknown_template",
        shows=("2031-01-01",),
    ),
    Case(
        "B17b",
        "A template we do not have does too.",
        template_fact("template", "selfeval-project-file/9"),
        "unknown_template",
        shows=("selfeval-project-file/9", "selfeval-project-file/1"),
    ),
    Case(
        "B15a",
        "The code of another project is refused.",
        put("project", 0, "project_id", "SYN-02"),
        "identity_changed",
        ERROR,
        "project",
        0,
        "project_id",
        shows=("SYN-02", "SYN-01"),
    ),
    Case(
        "B15b",
        "Another year is refused, without a flood of what follows from it.",
        put("project", 0, "report_year", 2021),
        "identity_changed",
        ERROR,
        "project",
        0,
        "report_year",
        shows=("2021", "2022"),
    ),
    Case(
        "B15c",
        "An emptied year is told of.",
        put("project", 0, "report_year", None),
        "identity_changed",
        ERROR,
        "project",
        0,
        "report_year",
        shows=("2022",),
    ),
)
COLUMNS = (
    Case(
        "B8a",
        "A deleted column is named once, not once a row.",
        without_column("actions", "status"),
        "column_missing",
        ERROR,
        "actions",
        4,
        letter="",
        nl=("Stand",),
        fr=("État",),
    ),
    Case(
        "B8b",
        "Moved columns read the same.",
        swapped_columns("actions", "status", "title"),
        sheet="actions",
        row=5,
        column="status",
        reads="running",
    ),
    Case(
        "B8c",
        "A column twice is not chosen silently.",
        copy_column("actions", "status", 15),
        "column_twice",
        ERROR,
        "actions",
        4,
        letter="H / O",
        shows=("H / O",),
        also=("cell_ignored",),
    ),
    Case("B8d", "Without the hidden ids the headers say what a column is.", on("actions", without_ids)),
    Case(
        "B9a",
        "A header typed anew is read by its id and listed.",
        put("actions", 4, "patients_reached", "Aantal patienten"),
        "header_retyped",
        REPAIR,
        "actions",
        4,
        "patients_reached",
        shows=("Aantal patienten",),
        nl=("Bereikte patiënten dit jaar",),
    ),
    Case(
        "B9b",
        "A header of another column contradicts the id.",
        put("actions", 4, "start", {"nl": "Einde", "fr": "Fin"}),
        "header_contradicts",
        ERROR,
        "actions",
        4,
        "start",
        nl=("Einde", "Begin"),
        fr=("Fin", "Début"),
    ),
    Case(
        "B9c",
        "Without id a retyped header is missed, with what is most like it.",
        both(
            put("actions", 3, "result", None),
            put("actions", 4, "result", {"nl": "Resultaten dit jaar", "fr": "Résultats cette année"}),
        ),
        "column_missing",
        ERROR,
        "actions",
        4,
        letter="",
        nl=("resultaten dit jaar",),
        fr=("resultats cette annee",),
        also=("cell_ignored",),
    ),
    Case(
        "B5b",
        "A hidden column counts, and the reader hears that it is hidden.",
        on("actions", hide_column),
        "hidden_columns",
        WARNING,
        "actions",
        shows=("B",),
    ),
)
ROWS = (
    Case(
        "B12",
        "Merged cells are named.",
        on("actions", lambda tab: tab.merge_cells("L5:L6")),
        "merged_cells",
        ERROR,
        "actions",
        5,
        "result",
        shows=("L5:L6",),
    ),
    Case(
        "B5a",
        "A hidden row counts, and the reader hears that it is hidden.",
        on("actions", hide_rows),
        "hidden_rows",
        WARNING,
        "actions",
        6,
        shows=("6",),
    ),
    Case(
        "B6",
        "Rows a filter hides count, and the reader hears of the filter.",
        on("actions", filter_rows),
        "filtered_rows",
        WARNING,
        "actions",
        6,
        shows=("6",),
    ),
    Case(
        "B7a",
        "A note beside a table is not lost silently.",
        put_at("actions", "P7", "nog vragen"),
        "cell_ignored",
        WARNING,
        "actions",
        7,
        letter="P",
        shows=("nog vragen",),
    ),
    Case(
        "B7b",
        "A note above a table is not lost silently.",
        put_at("actions", "H1", "nog vragen"),
        "cell_ignored",
        WARNING,
        "actions",
        1,
        letter="H",
        shows=("nog vragen",),
    ),
    Case(
        "B7c",
        "A note beside the form is not lost silently.",
        put_at("project", "F6", "nog vragen"),
        "cell_ignored",
        WARNING,
        "project",
        6,
        letter="F",
        shows=("nog vragen",),
    ),
    Case(
        "B7d",
        "An answer below the form's questions is not lost silently.",
        put_at("project", "C40", "nog vragen"),
        "cell_ignored",
        WARNING,
        "project",
        40,
        letter="C",
        shows=("nog vragen",),
    ),
    Case(
        "B10a",
        "A deleted question is named.",
        on("project", delete_question),
        "question_missing",
        ERROR,
        "project",
        0,
        letter="C",
        nl=("Naam van de regio",),
        fr=("Nom de la région",),
    ),
    Case("B10b", "Questions in another order read the same.", on("project", reversed_form)),
    Case(
        "B13a",
        "A deleted fixed row is named.",
        on("agreed_scores", lambda tab: tab.delete_rows(6)),
        "fixed_rows_missing",
        ERROR,
        "agreed_scores",
    ),
    Case(
        "B13b",
        "A fixed row typed twice is not chosen silently.",
        copy_row("agreed_scores", 5, 30),
        "key_twice",
        ERROR,
        "agreed_scores",
        30,
        "component",
    ),
    Case(
        "B13c",
        "A fixed row without its year is not lost silently.",
        put("patients", row_of("patients", "female"), "year", None),
        "required_empty",
        ERROR,
        "patients",
        row_of("patients", "female"),
        "year",
    ),
    Case(
        "B13d",
        "A fixed row with a word of one's own is refused and missed.",
        put("agreed_scores", 8, "component", "Sport"),
        "unknown_code",
        ERROR,
        "agreed_scores",
        8,
        "component",
        shows=("Sport",),
        also=("fixed_rows_missing",),
    ),
    Case(
        "B14",
        "A total row typed among the groups is no group.",
        copy_row("patients", 5, 30, group="Som"),
        "unknown_code",
        ERROR,
        "patients",
        30,
        "group",
        shows=("Som",),
    ),
    Case(
        "B16",
        "Rows beyond the prepared ones are read.",
        copy_row("actions", 5, 420, action_id="A9", title="Late actie"),
        sheet="actions",
        row=420,
        column="title",
        reads="Late actie",
    ),
    Case(
        "B22",
        "A header typed again among the rows is refused.",
        copy_row("municipalities", 4, 9),
        "municipality_unknown",
        ERROR,
        "municipalities",
        9,
        "municipality",
    ),
)
CASES = SHEETS + COLUMNS + ROWS
