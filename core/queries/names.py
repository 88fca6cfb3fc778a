"""Finding codes by the names people write: bare, or with their family, `family/code`."""

from __future__ import annotations

from core.errors import InvalidInput, NotFound
from core.model.scheme import Code, Scheme
from core.queries.schemes import scheme
from core.storage.driver import Database


class CodeNames:
    """The codes of a scheme by name; made once for many look-ups."""

    def __init__(self, known: Scheme) -> None:
        families = {family.id: family.name for family in known.families}
        self._by_name: dict[str, list[Code]] = {}
        self._qualified: dict[str, Code] = {}
        for code in known.codes:
            self._by_name.setdefault(code.name, []).append(code)
            self._qualified[f"{families[code.family]}/{code.name}"] = code
        self._names = {code.id: name for name, code in self._qualified.items()}

    def find(self, name: str) -> Code:
        """Return the code; raises `NotFound`, or `InvalidInput` where a bare name fits several."""
        if name in self._qualified:
            return self._qualified[name]
        fitting = self._by_name.get(name, [])
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            raise NotFound("There is no code {name} in this project.", name=name)
        raise InvalidInput(
            "Several families have a code {name}. Say which: {choices}.",
            name=name,
            choices=" or ".join(self._names[code.id] for code in fitting),
        )


def code_named(db: Database, name: str) -> Code:
    """Return one code by its name."""
    return CodeNames(scheme(db)).find(name)
