"""What a hand carries in the outline: codes, or a family; and where they may be let go."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from core.model.ids import CodeId
from gui.codebook.outline_tree import Node, path_of

# Of this run alone: in another window the same numbers mean other codes
CODES_MIME = f"application/x-glossator-scheme-{os.getpid()}"


def carry(nodes: Sequence[Node]) -> QMimeData:
    """Return rows as something that can be carried; codes before a family."""
    mime = QMimeData()
    codes = [str(node.code.id) for node in nodes if node.code is not None]
    if codes:
        mime.setData(CODES_MIME, f"codes {' '.join(codes)}".encode())
    elif nodes and (family := nodes[0].family) is not None:
        mime.setData(CODES_MIME, f"family {family.id}".encode())
    return mime


def carried(data: QMimeData) -> tuple[str, list[int]]:
    """Return what is carried, "codes" or "family", and its keys; other things came from elsewhere."""
    kind, *keys = bytes(data.data(CODES_MIME).data()).decode("ascii").split() or [""]
    return kind, [int(key) for key in keys]


def can_land(kind: str, keys: Sequence[int], target: Node, row: int) -> bool:
    """Tell whether rows may be let go there: a family between families, codes not below themselves."""
    is_root = target.above is None
    if kind == "family":
        return is_root and row >= 0
    above = {node.code.id for node in path_of(target) if node.code is not None}
    return kind == "codes" and not is_root and above.isdisjoint(map(CodeId, keys))


def following(target: Node, row: int, codes: Sequence[CodeId] = ()) -> Node | None:
    """Return what will come behind rows that are let go before this one; those carried go with them."""
    rest = target.below[row:] if row >= 0 else []
    return next((node for node in rest if node.code is None or node.code.id not in codes), None)
