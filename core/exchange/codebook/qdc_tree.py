"""A `.qdc` as the tree it is, read leniently: programs depart from the standard in many ways.

Elements count by their local names, whatever the namespace, in any order; what is unknown is passed over
and told. Only what no program writes in good faith is refused: a document type, which could define
entities, and what is no XML.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate, errors

from core.errors import InvalidInput

_KNOWN = frozenset({"codebook", "codes", "sets", "description"})
_NAMESPACE = "urn:QDA-XML:codebook:1.0"


@dataclass(slots=True, eq=False)
class Node:
    """A code of the file, or a set."""

    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name, without white space around it."""
        return self.attributes.get("name", "").strip()

    @property
    def description(self) -> str:
        """What stands in its description, be that an element or, as one program writes it, an attribute."""
        return "".join(self.words) or self.attributes.get("description", "")


@dataclass(slots=True)
class QdcTree:
    """Everything of a file: its codes as a forest, its sets with the GUIDs of their members, and notes."""

    codes: list[Node] = field(default_factory=list)
    sets: list[tuple[Node, list[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_tree(path: Path) -> QdcTree:
    """Read the file; raises `InvalidInput` with the line for what is no codebook."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            "{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error)
        ) from error
    return _Reader(path.name).read(data)


class _Reader:
    """Listens to the parser and grows the tree."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._tree = QdcTree()
        self._codes: list[Node] = []
        self._set: tuple[Node, list[str]] | None = None
        self._above: list[str] = []
        self._described = 0
        self._passed_over: Counter[str] = Counter()
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._on_text

    def read(self, data: bytes) -> QdcTree:
        try:
            self._parser.Parse(data, True)
        except ExpatError as error:
            raise InvalidInput(
                "{file}, line {line}: this is no XML ({reason}). Export the codebook once more, as .qdc.",
                file=self._file,
                line=error.lineno,
                reason=errors.messages[error.code],
            ) from error
        except (LookupError, ValueError) as error:
            raise InvalidInput(
                "{file} is in an encoding nobody knows here. Export the codebook once more, in UTF-8.",
                file=self._file,
            ) from error
        tree = self._tree
        if self._passed_over:
            names = (f"{name} ({count:,})" for name, count in sorted(self._passed_over.items()))
            tree.notes.append(f"Elements passed over: {', '.join(names)}.")
        return tree

    def _on_doctype(self, *_: object) -> None:
        raise InvalidInput(
            "{file}, line {line}: a document type, which could define entities, has no place in a codebook. "
            "The file was not read.",
            file=self._file,
            line=self._parser.CurrentLineNumber,
        )

    def _on_start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, spelled = qualified.rpartition(" ")
        name = spelled.lower()
        if not self._above:
            self._check_root(name, spelled, namespace)
        self._above.append(name)
        if self._described:
            # formatted text: its words count, its marks do not
            self._described += 1
            return
        own = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        if name == "description":
            self._described = 1
        elif name == "membercode" and self._set is not None:
            self._set[1].append(own.get("guid") or own.get("targetguid", ""))
        elif name == "set":
            self._set = Node(own, self._parser.CurrentLineNumber), []
            self._tree.sets.append(self._set)
        elif name == "code":
            node = Node(own, self._parser.CurrentLineNumber)
            (self._codes[-1].children if self._codes else self._tree.codes).append(node)
            self._codes.append(node)
        elif name not in _KNOWN:
            self._passed_over[spelled] += 1

    def _on_end(self, _: str) -> None:
        name = self._above.pop()
        if self._described:
            self._described -= 1
        elif name == "code":
            self._codes.pop()
        elif name == "set":
            self._set = None

    def _on_text(self, words: str) -> None:
        if not self._described:
            return
        if self._codes:
            self._codes[-1].words.append(words)
        elif self._set is not None:
            self._set[0].words.append(words)

    def _check_root(self, name: str, spelled: str, namespace: str) -> None:
        if name != "codebook":
            raise InvalidInput(
                "{file} is no codebook: it begins with {element}, not with CodeBook. "
                "Export the codebook from your program as .qdc.",
                file=self._file,
                element=spelled,
            )
        if namespace != _NAMESPACE:
            found = f"the namespace {namespace}" if namespace else "no namespace"
            self._tree.notes.append(f"{self._file} names {found}; it was read as a codebook 1.0.")
