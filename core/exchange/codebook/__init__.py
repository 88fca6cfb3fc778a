"""Codebooks that come and go as files: tables, YAML, `.qdc`, other projects.

Whatever the format, a file becomes a `SchemeDraft`, and a draft beside the project's scheme an `ImportPlan`,
which says what would be added, changed and left; see docs/decisions/0011-importing-codebooks.md.
"""
