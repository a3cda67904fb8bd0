"""Room for those who approve the report to sign."""

from __future__ import annotations

from selfeval.document import Block, SignatureLines
from selfeval.sections import Context

ROLES = ("coordinator", "chair", "patients")


def compose(context: Context) -> tuple[Block, ...]:
    """Lines to sign on, and the remark that no source we found says who signs."""
    texts = context.texts
    labels = (texts("name"), texts("date"), texts("signature"))
    return context.proposal("proposal"), SignatureLines(tuple(texts(f"role.{role}") for role in ROLES), labels)
