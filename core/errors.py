"""What can go wrong for a researcher, as sentences that say what to do.

An error carries a template and its parameters, so that the window can say it in another language;
`str(error)` is the English sentence. Anything that is not a `GlossatorError` is a fault of ours.
"""

from __future__ import annotations


class GlossatorError(Exception):
    """A sentence for the researcher: `template` with `{named}` places, and what stands in them."""

    def __init__(self, template: str, **parameters: object) -> None:
        super().__init__(template, parameters)
        self.template = template
        self.parameters = parameters

    def __str__(self) -> str:
        return self.template.format(**self.parameters)


class InvalidInput(GlossatorError):
    """What was asked for cannot be done as it was asked."""


class NotFound(GlossatorError):
    """A name or a key that this project does not hold."""


class ProjectUnavailable(GlossatorError):
    """The project file cannot be opened, or not for writing."""


class JobCancelled(GlossatorError):
    """The researcher stopped a long task; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")
