"""Jobs side by side: each has its own end, and the caller hears of them in the order given."""

from __future__ import annotations

import math
import os
import time

import psutil
import pytest

from selfeval.errors import RequestError
from selfeval.workbooks.batch import Job, run_many
from selfeval.workbooks.locate import notebook_path
from selfeval.workbooks.runner import run_workbook


def told(outcome):
    return outcome.name, outcome.value, outcome.failure and outcome.failure.code


def test_one_job_that_raises_leaves_the_others_alone():
    """The failing job is named with the type of its error, not with its message."""
    jobs = [Job("first", math.sqrt, (9.0,)), Job("second", math.sqrt, (-1.0,)), Job("third", math.sqrt, (4.0,))]
    outcomes = list(run_many(jobs, workers=2, warm=False))
    assert [told(one) for one in outcomes] == [
        ("first", 3.0, None),
        ("second", None, "job_failed"),
        ("third", 2.0, None),
    ]
    assert outcomes[1].failure.details == {"error": "ValueError"}
    assert not any("domain" in line for line in outcomes[1].failure.trace)


def test_jobs_that_die_or_hang_are_named_and_the_rest_is_done():
    """A killed worker and one past its time limit cost one job each."""
    jobs = [
        Job("hangs", time.sleep, (90,)),
        Job("dies", os.abort),
        Job("leaves", os._exit, (0,)),
        Job("works", math.sqrt, (4.0,)),
    ]
    assert [told(one) for one in run_many(jobs, workers=2, timeout_seconds=4, warm=False)] == [
        ("hangs", None, "job_time_limit"),
        ("dies", None, "job_stopped"),
        ("leaves", None, "job_stopped"),
        ("works", 2.0, None),
    ]


def test_an_error_of_ours_keeps_its_code_and_details():
    """A refusal inside a job can be told in the reader's own words."""
    (outcome,) = run_many([Job("one", notebook_path, ("no such",))], workers=1, warm=False)
    assert outcome.failure.code == "unknown_workbook"
    assert outcome.failure.details["name"] == "no such"
    assert outcome.failure.exit_code == RequestError.exit_code


def test_outcomes_that_cannot_travel_are_failures_of_their_job():
    """A value that cannot be sent between processes doesn't hang the batch."""
    (outcome,) = run_many([Job("one", memoryview, (b"a",))], workers=1, warm=False)
    assert outcome.failure.code == "job_failed"


def test_two_jobs_of_one_name_are_refused():
    """Outcomes are told apart by name."""
    with pytest.raises(RequestError, match="duplicate_job"):
        run_many([Job("one", int), Job("one", int)], workers=1)


def test_stopping_early_ends_every_process():
    """Closing the iterator, as Ctrl-C does, leaves no worker behind."""
    before = set(psutil.Process().children(recursive=True))
    outcomes = run_many([Job("works", int), Job("hangs", time.sleep, (90,))], workers=2, warm=False)
    assert next(outcomes).name == "works"
    assert set(psutil.Process().children(recursive=True)) - before
    outcomes.close()
    # Python keeps one process of its own to watch over spawned ones.
    left = [
        one for one in set(psutil.Process().children(recursive=True)) - before if "tracker" not in str(one.cmdline())
    ]
    assert left == []


def test_workbooks_run_in_a_batch(workbook, tmp_path):
    """The real thing: two workbooks, two workers, the fast way where the system has it."""
    path = workbook("seen = dict(years=years)")
    jobs = [
        Job(
            f"project_{years}", run_workbook, (path, {"project_file": "a", "years": years}, tmp_path / f"{years}.ipynb")
        )
        for years in (1, 2)
    ]
    outcomes = list(run_many(jobs, workers=2))
    assert [outcome.value.data["document"] for outcome in outcomes] == [{"years": 1}, {"years": 2}]
