"""An existing Spark cluster, or two workers on this machine; the same Ibis table."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

from selfeval.errors import RequestError
from selfeval.population.engine.embedded import with_left_out
from selfeval.population.engine.limits import Limits

_PARTITIONS = 8


@contextmanager
def spark_table(files: Sequence[Path], limits: Limits) -> Iterator[tuple[Any, Any]]:
    """An Ibis table over Parquet files on Spark, and its backend; a session already running is used and left running.

    Raises RequestError: `package_missing` without PySpark, `java_missing` without Java.
    """
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise RequestError("package_missing", package="pyspark", extra="spark") from error
    running = SparkSession.getActiveSession()
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder, warnings.catch_warnings():
        # PySpark says that it does not know pandas 3 yet; no pandas object passes between them here.
        warnings.simplefilter("ignore")
        session = running or _local_session(SparkSession, limits, folder)
        try:
            backend = ibis.pyspark.connect(session)
            # Spark takes a path as it is written, not with the escapes of an address.
            names = [f"file:///{path.resolve().as_posix().removeprefix('/')}" for path in files]
            frame = session.read.parquet(*names)
            frame.createOrReplaceTempView("persons")
            yield with_left_out(backend.table("persons")), backend
        finally:
            if running is None:
                session.stop()


def _local_session(builder: Any, limits: Limits, folder: str) -> Any:
    if shutil.which("java") is None and "JAVA_HOME" not in environ:
        raise RequestError("java_missing")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": limits.memory.removesuffix("B").lower(),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": folder,
        "spark.sql.warehouse.dir": str(Path(folder) / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(_PARTITIONS),
        "spark.sql.ansi.enabled": "true",
    }
    session = builder.builder.master(f"local[{limits.threads}]").appName("selfeval")
    for key, value in settings.items():
        session = session.config(key, value)
    return session.getOrCreate()
