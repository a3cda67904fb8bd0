"""The commands of the book: build, stale, reviewed, messages, links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfeval.cli.words import SAY
from selfeval.errors import RequestError

if TYPE_CHECKING:
    from selfeval.book.stale import Stale

book_commands = typer.Typer(help=SAY("command.book"), no_args_is_help=True)

BookLanguages = Annotated[list[str] | None, typer.Option("--language", help=SAY("option.book_languages"))]
Edition = Annotated[str, typer.Option("--revision", help=SAY("option.edition"))]
Every = Annotated[bool, typer.Option("--all", help=SAY("option.every_revision"))]


@book_commands.command(help=SAY("command.book_build"))
def build(revision: Edition = "", every: Every = False, language: BookLanguages = None) -> None:
    """Makes editions of the guide and puts them in place."""
    from selfeval.book.building import build_site, chosen_editions
    from selfeval.book.pages import book_root

    editions = chosen_editions(revision, every, language or ())
    folder = build_site(book_root(Path.cwd()), editions).relative_to(Path.cwd())
    typer.echo(SAY("said.book_built", folder=folder, count=len(editions), start=folder / "index.html"))


@book_commands.command(help=SAY("command.book_stale"))
def stale() -> None:
    """Lists what a changed Gids file leaves behind; fails when there is anything."""
    from selfeval.book.building import gather_messages
    from selfeval.book.messages import missing_translations
    from selfeval.book.pages import book_root
    from selfeval.book.stale import Stale, changed_items, pages_made_again, stale_things

    root = book_root(Path.cwd())
    gaps = missing_translations(gather_messages(root), root)
    found = [*stale_things(root), *(Stale("translation", one.file, f"{one.why}: {one.message}") for one in gaps)]
    if again := pages_made_again(changed_items(root)):
        typer.echo(SAY("said.made_again", pages=", ".join(again)))
    if found:
        raise RequestError("book_stale", count=len(found), lines="\n".join(_line(one) for one in found))
    typer.echo(SAY("said.nothing_stale"))


def _line(one: Stale) -> str:
    return SAY("said.stale_line", what=SAY(f"said.stale.{one.what}"), name=one.name, because=one.because)


@book_commands.command(help=SAY("command.book_reviewed"))
def reviewed(names: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Records that pages and Gids files were reviewed."""
    from selfeval.book.pages import book_root
    from selfeval.book.stale import write_reviewed

    write_reviewed(book_root(Path.cwd()), names or ())
    typer.echo(SAY("said.reviewed"))


@book_commands.command(help=SAY("command.book_messages"))
def messages() -> None:
    """Brings the catalogues of the translators in step with the pages."""
    from selfeval.book.building import gather_messages
    from selfeval.book.messages import missing_translations, update_translations
    from selfeval.book.pages import book_root

    root = book_root(Path.cwd())
    gathered = gather_messages(root)
    written = update_translations(gathered, root)
    missing = missing_translations(gathered, root)
    typer.echo(SAY("said.messages", count=len(written), missing=len(missing)))


@book_commands.command(help=SAY("command.book_links"))
def links() -> None:
    """Follows every link to elsewhere."""
    from selfeval.book.building import check_links
    from selfeval.book.pages import book_root

    check_links(book_root(Path.cwd()))
    typer.echo(SAY("said.links_good"))
