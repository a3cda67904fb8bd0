"""A report is published whole, or the previous one is still there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys

import pytest

from selfeval.errors import RequestError
from selfeval.workbooks import publish
from selfeval.workbooks.publish import check_output_root, folder_lock, publish_folder, recover_folder


def stage(tmp_path, text):
    folder = tmp_path / "staged"
    (folder / "figures").mkdir(parents=True)
    (folder / "report.html").write_text(text)
    (folder / "figures" / "one.svg").write_text(text)
    return folder


def texts(folder):
    return {path.name: path.read_text() for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}


def both(text):
    return {"report.html": text, "one.svg": text}


@pytest.fixture
def published(tmp_path):
    target = tmp_path / "out" / "report"
    publish_folder(stage(tmp_path, "old"), target)
    return target


def refuse_rename(monkeypatch, when, code, windows=None):
    """Let a rename for which `when(source, target)` holds fail with this error number."""
    rename = os.rename

    def step(source, target):
        if when(str(source), str(target)):
            error = OSError(code, "refused")
            error.winerror = windows
            raise error
        rename(source, target)

    monkeypatch.setattr(publish.os, "rename", step)


def test_a_new_report_takes_the_place_of_the_old(published, tmp_path):
    """Afterwards there is one folder, with the new files only."""
    publish_folder(stage(tmp_path, "new"), published)
    assert texts(published) == both("new")
    assert [path.name for path in published.parent.iterdir()] == ["report"]


@pytest.mark.parametrize(
    ("number", "windows", "code"),
    [
        (errno.ENOSPC, None, "disk_full"),
        (errno.EACCES, 32, "output_in_use"),
        (errno.EROFS, None, "output_not_writable"),
    ],
)
@pytest.mark.parametrize("step", ["old_away", "new_in_place"])
def test_when_the_disk_refuses_the_old_report_stays(published, tmp_path, monkeypatch, number, windows, code, step):
    """Whichever step is refused, the previous files are where they were and nothing lies beside them."""
    monkeypatch.setattr(publish.time, "sleep", lambda seconds: None)
    ends = {"old_away": ".report.old", "new_in_place": "report"}[step]
    starts = {"old_away": "report", "new_in_place": ".report.new"}[step]
    refuse_rename(monkeypatch, lambda a, b: a.endswith(starts) and b.endswith(ends), number, windows)
    with pytest.raises(RequestError) as refused:
        publish_folder(stage(tmp_path, "new"), published)
    assert (refused.value.code, refused.value.details) == (code, {"folder": "report"})
    assert texts(published) == both("old")
    assert [path.name for path in published.parent.iterdir()] == ["report"]


def test_a_disk_that_fills_up_while_flushing_leaves_the_old_report(published, tmp_path, monkeypatch):
    """The new report counts only once it is on the disk."""

    def full(handle):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(publish.os, "fsync", full)
    with pytest.raises(RequestError, match="disk_full"):
        publish_folder(stage(tmp_path, "new"), published)
    assert texts(published) == both("old")


def test_a_report_made_on_another_disk_is_copied_beside_first(published, tmp_path, monkeypatch):
    """A rename between disks is impossible; the last step stays a rename on one."""
    refuse_rename(monkeypatch, lambda a, b: a.endswith("staged"), errno.EXDEV)
    publish_folder(stage(tmp_path, "new"), published)
    assert texts(published) == both("new")


def test_a_disk_that_fills_up_while_copying_leaves_the_old_report(published, tmp_path, monkeypatch):
    """A half copy is cleared away."""
    refuse_rename(monkeypatch, lambda a, b: a.endswith("staged"), errno.EXDEV)

    def full(source, target):
        target.mkdir()
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(publish.shutil, "copytree", full)
    with pytest.raises(RequestError, match="disk_full"):
        publish_folder(stage(tmp_path, "new"), published)
    assert texts(published) == both("old")
    assert [path.name for path in published.parent.iterdir()] == ["report"]


def test_a_file_held_for_a_moment_is_tried_again(published, tmp_path, monkeypatch):
    """A virus scanner that lets go in time costs nothing but time."""
    monkeypatch.setattr(publish.time, "sleep", lambda seconds: None)
    held = iter([True, True])
    refuse_rename(monkeypatch, lambda a, b: a.endswith("report") and next(held, False), errno.EACCES, 5)
    publish_folder(stage(tmp_path, "new"), published)
    assert texts(published) == both("new")


def test_a_run_cut_off_between_the_two_renames_is_repaired(published):
    """The previous report is put back where the reader looks for it."""
    os.rename(published, published.with_name(".report.old"))
    published.with_name(".report.new").mkdir()
    recover_folder(published)
    assert texts(published) == both("old")
    assert [path.name for path in published.parent.iterdir()] == ["report"]


def test_a_folder_that_is_not_a_report_is_never_replaced(tmp_path):
    """Pointing at a folder with one's own files costs nothing."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.docx").write_text("dear")
    with pytest.raises(RequestError, match="output_not_ours"):
        publish_folder(stage(tmp_path, "new"), mine)
    assert texts(mine) == {"letter.docx": "dear"}


def test_a_report_someone_worked_in_is_replaced_only_when_asked(published, tmp_path):
    """Edits and added files are named, and lost only on request."""
    (published / "report.html").write_text("edited")
    (published / "notes.txt").write_text("mine")
    with pytest.raises(RequestError) as refused:
        publish_folder(stage(tmp_path, "new"), published)
    assert refused.value.code == "output_changed"
    assert refused.value.details == {"folder": "report", "files": "notes.txt, report.html"}
    assert texts(published) == {**both("old"), "report.html": "edited", "notes.txt": "mine"}
    shutil.rmtree(tmp_path / "staged")
    publish_folder(stage(tmp_path, "new"), published, replace_changed=True)
    assert texts(published) == both("new")


HOLD = """
import sys, pathlib
from selfeval.workbooks.lock import folder_lock
with folder_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_locked_out_until_the_first_is_gone_even_killed(tmp_path):
    """The lock of a killed run blocks nobody."""
    target = tmp_path / "report"
    with subprocess.Popen([sys.executable, "-c", HOLD, target], stdin=-1, stdout=subprocess.PIPE) as first:
        assert first.stdout.readline().strip() == b"held"
        with pytest.raises(RequestError) as refused, folder_lock(target):
            pass
        assert (refused.value.code, refused.value.details) == ("already_running", {"folder": "report"})
        first.kill()
    assert (tmp_path / ".report.lock").exists()
    with folder_lock(target):
        assert not target.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_place_to_write_is_a_folder_inside_the_root(tmp_path):
    """Files, links and ways out are refused; a folder yet to be made is fine."""
    (tmp_path / "file").write_text("")
    assert check_output_root(tmp_path / "a" / "b", tmp_path) == (tmp_path / "a" / "b").resolve()
    for path, code in {
        tmp_path / "file": "output_is_file",
        tmp_path / "file" / "below": "output_is_file",
        tmp_path / ".." / "x": "output_outside",
        publish.Path("~") / "x": "output_outside",
    }.items():
        with pytest.raises(RequestError, match=code):
            check_output_root(path, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="links need special rights on Windows")
def test_a_link_out_of_the_root_is_refused(tmp_path):
    """Neither a link as the folder itself nor one on the way leads outside."""
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / "link").symlink_to(elsewhere)
    with pytest.raises(RequestError, match="output_is_link"):
        check_output_root(root / "link", root)
    with pytest.raises(RequestError, match="output_outside"):
        check_output_root(root / "link" / "below", root)
