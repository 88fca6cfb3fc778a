"""Which Glossator this is; results name it, so that they can be computed again."""

VERSION = "0.1.0"
