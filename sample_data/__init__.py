"""A fictional study in English and Arabic, from which a project can be built: see README.md."""
