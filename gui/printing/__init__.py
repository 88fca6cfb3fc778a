"""Core's documents as PDF, set and drawn by the toolkit."""

from gui.printing.drawing import draw

__all__ = ["draw"]
