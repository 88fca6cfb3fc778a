"""Projects of any size with a fixed seed: the same on every machine."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from core.commands.codings import LoadCodings, NewCoding
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources, NewSource
from core.model.ids import CodeId, RevisionId
from core.model.span import Span
from core.session import Session

ENGLISH = "river market salt bridge winter clerk ferry guard paper bread letter road night house door".split()
ARABIC = "نهر سوق ملح جسر شتاء كاتب عبارة حارس ورقة خبز رسالة طريق ليل بيت باب".split()
CODES = 40


def text_of(characters: int, seed: int = 1) -> str:
    """Paragraphs of 200 to 900 characters, every third in Arabic."""
    random = Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        words = ARABIC if random.random() < 1 / 3 else ENGLISH
        wanted = random.randint(200, 900)
        paragraph = " ".join(random.choices(words, k=wanted // 5)).capitalize()[:wanted].rstrip() + "."
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(paragraphs)[:characters]


def spans_in(characters: int, count: int, seed: int = 2) -> list[Span]:
    """Segments of 20 to 300 characters anywhere in the text, no two alike."""
    random = Random(seed)
    spans: dict[Span, None] = {}
    while len(spans) < count:
        start = random.randrange(characters - 300)
        spans[Span(start, start + random.randint(20, 300))] = None
    return list(spans)


def lines_of(count: int, words: int = 3, seed: int = 3) -> str:
    """So many lines of a few words each, some of them Arabic."""
    random = Random(seed)
    choices = random.choices(ENGLISH + ARABIC, k=count * words)
    return "\n".join(" ".join(choices[at : at + words]) for at in range(0, len(choices), words))


def one_line_of(characters: int, spaces: bool, seed: int = 4) -> str:
    """A text without a line end, and if so wanted without a space."""
    text = text_of(2 * characters, seed).replace("\n", " ")
    return (text if spaces else text.replace(" ", ""))[:characters]


def project(
    path: Path, characters: int, codings: int, sources: int = 1, texts: Sequence[str] | None = None
) -> Session:
    """An open project: sources of so many characters, and so many codings by one coder in all.

    Other `texts` may be given, at least so many characters long.
    """
    session = Session.create(path, "Generated")
    families = tuple(NewFamily(f"Family {n}") for n in range(4))
    codes = tuple(
        NewCode(f"Family {n % 4}", f"Code {n}", shortcut=str(n)[:1] if n < 4 else "") for n in range(CODES)
    )
    session.run(AddToScheme(families, codes))
    texts = texts or [text_of(characters, seed) for seed in range(sources)]
    session.run(
        AddSources(
            tuple(
                NewSource(f"Source {n}", text.encode(), text, "utf-8", f"Source {n}.txt")
                for n, text in enumerate(texts)
            )
        )
    )
    each = codings // sources
    session.run(
        LoadCodings(
            tuple(
                NewCoding(RevisionId(source + 1), "Coder A", CodeId(1 + place % CODES), span)
                for source in range(sources)
                for place, span in enumerate(spans_in(characters, each, source))
            )
        )
    )
    return session
