"""What names, colours and shapes of a scheme must be, and how its fields are kept in a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from core.errors import InvalidInput
from core.model.scheme import LONGEST_NAME, Key, name_key, on_circles
from core.text.normalise import normalise

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# a pattern says of most texts, at little cost, that nothing is to be done
_ODD = re.compile("[\r\x00\ud800-\udfff\ufeff\ufffe]")


def storable(text: str) -> str:
    """Return a text as a project can keep it: what is pasted may hold half characters and odd line ends."""
    return normalise(text).text if _ODD.search(text) else text


def spelled(name: str) -> str:
    """Return a name as it is kept: trimmed, of characters that can be stored."""
    return storable(name).strip()


def family_name(name: str, taken: Mapping[str, str]) -> str:
    """Return the name of a family as it is kept; `taken` holds the others' names by `name_key`."""
    name = spelled(name)
    if not name_key(name):
        raise InvalidInput("A family needs a name.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(
            "The name of a family has at most {most} characters, and this has {count}. Choose fewer words.",
            most=LONGEST_NAME,
            count=len(name),
        )
    if (other := taken.get(name_key(name))) is not None:
        raise InvalidInput("There is a family {name} already.", name=other)
    return name


def code_name(name: str, taken: Mapping[str, str]) -> str:
    """Return the name of a code as it is kept; `taken` holds those of its family by `name_key`."""
    name = spelled(name)
    if not name_key(name):
        raise InvalidInput("A code needs a name.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(
            "The name of a code has at most {most} characters, and this has {count}. Choose fewer words.",
            most=LONGEST_NAME,
            count=len(name),
        )
    if (other := taken.get(name_key(name))) is not None:
        raise InvalidInput("The family has a code {name} already.", name=other)
    return name


def by_key(names: Iterable[str]) -> dict[str, str]:
    """Return names by what makes two of them one."""
    return {name_key(name): name for name in names}


def colour(written: str) -> str:
    """Return a colour as it is kept, `#RRGGBB` in capitals."""
    if not _COLOUR.fullmatch(written.strip()):
        raise InvalidInput("{colour} is no colour: write it as #A75C51.", colour=written)
    return written.strip().upper()


def shortcut(written: str) -> str:
    """Return the one character a code is given with, or nothing."""
    if len(written.strip()) > 1:
        raise InvalidInput("{shortcut} is no single character.", shortcut=written.strip())
    return written.strip()


def on_a_circle(parents: Mapping[Key, Key]) -> Key | None:
    """Return one that is its own parent, at once or by way of others; None where there is none."""
    return next(iter(on_circles(parents)), None)


def encoded(value: object) -> str:
    """Return names, texts or aliases as a row keeps them."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def spoken(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return texts in other languages without the fields that say nothing."""
    return {
        field: worded
        for field, said in texts.items()
        if (worded := {language: text for language, text in said.items() if text.strip()})
    }
