"""Keys of rows. They mean something in one project file only; GUIDs travel between copies."""

from __future__ import annotations

from typing import NewType
from uuid import uuid4

CoderId = NewType("CoderId", int)
FamilyId = NewType("FamilyId", int)
CodeId = NewType("CodeId", int)
VersionId = NewType("VersionId", int)
SourceId = NewType("SourceId", int)
RevisionId = NewType("RevisionId", int)
CodingId = NewType("CodingId", int)
MemoId = NewType("MemoId", int)
DecisionId = NewType("DecisionId", int)
StepId = NewType("StepId", int)


def new_guid() -> str:
    """Return a fresh random GUID in lower case, without braces."""
    return str(uuid4())
