"""The tree behind the outline: families, and their codes below their parents."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Family, Scheme
from gui.models.codes import ranks_of


@dataclass(eq=False, slots=True)
class Node:
    """A family or a code in the tree; the root is neither."""

    number: int = 0  # among all of its tree; an index that outlived a tree then names no dead thing
    above: Node | None = None
    row: int = 0
    family: Family | None = None
    code: Code | None = None
    rank: int = 0
    below: list[Node] = field(default_factory=list)


class Tree:
    """Its nodes by number, by code and by family. Number 0 is the root, as in an index that is invalid."""

    def __init__(self) -> None:
        self.root = Node()
        self.all: list[Node] = [self.root]
        self.codes: dict[CodeId, Node] = {}
        self.families: dict[FamilyId, Node] = {}

    def hang(self, above: Node, node: Node) -> Node:
        """Put a node last below another."""
        node.above, node.row, node.number = above, len(above.below), len(self.all)
        above.below.append(node)
        self.all.append(node)
        return node


def tree_of(
    scheme: Scheme, is_wanted: Callable[[Family], bool], wanted: Container[CodeId] | None = None
) -> Tree:
    """Return the families that are wanted, and the codes that are; None for all codes."""
    tree = Tree()
    ranks: dict[CodeId, int] = {}
    for family in scheme.families:
        ranks |= ranks_of(family, scheme.codes_of(family.id)) if family.scale == "ordinal" else {}
        if is_wanted(family):
            tree.families[family.id] = tree.hang(tree.root, Node(family=family))
    for code in scheme.codes:
        if wanted is None or code.id in wanted:
            home = tree.families[code.family]
            above = home if code.parent is None else tree.codes.get(code.parent, home)
            tree.codes[code.id] = tree.hang(above, Node(code=code, rank=ranks.get(code.id, 0)))
    return tree


def path_of(node: Node) -> list[Node]:
    """Return a node and what it hangs below, up to its family."""
    path = [node]
    while (above := path[-1].above) is not None and above.above is not None:
        path.append(above)
    return path


def all_below(node: Node) -> list[Node]:
    """Return everything that hangs below a node, at any depth."""
    found = list(node.below)
    for each in found:  # grows while it is gone through
        found.extend(each.below)
    return found
