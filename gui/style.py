"""The palette and the style sheet: what Qt draws for us, drawn in our tokens.

The sheet is small on purpose and knows boxes and edges only; whatever carries data is painted by
its own widget or delegate. Kinds of one widget are told apart by the dynamic property `kind`, the
colour of a label by `tone`, so that a change of theme is one new sheet.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette

from gui.reading_style import Density
from gui.theme import INTERFACE_PIXELS, Theme, interface_font

LEAST_ROW = 24
TONES = ("ink", "ink2", "ink3", "accent", "good", "warn", "bad")


@lru_cache(maxsize=256)
def scaled(pixels: float) -> int:
    """Return a length of the design, drawn for body text of 13 pixels, in the system's size of text."""
    return max(1, round(pixels * QFontInfo(interface_font()).pixelSize() / INTERFACE_PIXELS))


_density = Density.NORMAL


def use_density(density: Density) -> None:
    """Let rows stand closer or wider from now on; whoever has rows lays them out again."""
    global _density
    _density = density


def row_height(pixels: float) -> int:
    """Return the height of a row of the design, in the reader's density and never too low to be hit."""
    return scaled(max(pixels + _density.row_growth, LEAST_ROW))


@lru_cache(maxsize=32)
def text_font(size_delta: float = 0, bold: bool = False, arabic: bool = False) -> QFont:
    """Return the interface's font, made once: painting a list asks for it at every row."""
    return interface_font(size_delta, bold, arabic)


def palette(theme: Theme) -> QPalette:
    """Return every role that Fusion and the native dialogs read, also for what is disabled."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: theme.panel,
        role.Base: theme.raised,
        role.AlternateBase: theme.panel,
        role.Button: theme.raised,
        role.Text: theme.ink,
        role.WindowText: theme.ink,
        role.ButtonText: theme.ink,
        role.BrightText: theme.bad,
        role.PlaceholderText: theme.ink3,
        role.Highlight: theme.select,
        role.HighlightedText: theme.ink,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.control,
        role.Shadow: theme.line,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.ink3))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the sheet of the whole application in one theme."""
    parts = (_surfaces, _labels, _fields, _buttons, _menus, _scroll_bars, _rest)
    return "\n".join(part(theme) for part in parts)


def _surfaces(t: Theme) -> str:
    popup_edge = t.control if t.is_dark else t.edge
    return f"""
    QMainWindow, QDialog {{ background: {t.panel}; }}
    QWidget[kind="bar"] {{ background: {t.window}; }}
    QWidget[kind="panel"] {{ background: {t.panel}; }}
    QWidget[kind="paper"] {{ background: {t.paper}; }}
    QWidget[kind="line"] {{ background: {t.line}; }}
    QFrame[kind="card"] {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 8px; }}
    QFrame[kind="popup"] {{ background: {t.raised}; border: 1px solid {popup_edge}; border-radius: 10px; }}
    QFrame[kind="attention"] {{ background: {t.accent_soft}; border: none; border-radius: 8px; }}
    QFrame[kind="failure"] {{ background: {t.raised}; border: 1px solid {t.bad}; border-radius: 8px; }}
    QSplitter::handle {{ background: {t.line}; }}
    """


def _labels(t: Theme) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}' for tone in TONES)
    return f"QLabel {{ background: transparent; color: {t.ink}; }}\n{tones}"


def _fields(t: Theme) -> str:
    height, side = scaled(28), scaled(8)
    field = (
        f"background: {t.raised}; color: {t.ink}; border-radius: 6px; selection-background-color: {t.select};"
    )
    return f"""
    QLineEdit {{ {field} border: 1px solid {t.control}; padding: 0 {side}px; min-height: {height}px;
                 selection-color: {t.ink}; }}
    QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 0 {side - 1}px; min-height: {height - 2}px; }}
    QLineEdit:disabled {{ color: {t.ink3}; border-color: {t.edge}; }}
    QPlainTextEdit {{ background: {t.paper}; color: {t.ink}; border: none;
                      selection-background-color: transparent; selection-color: {t.ink}; }}
    QTextEdit {{ {field} border: 1px solid {t.control}; padding: 3px 5px; selection-color: {t.ink}; }}
    QTextEdit:focus {{ border: 2px solid {t.accent}; padding: 2px 4px; }}
    QTextEdit[kind="reading"] {{ background: {t.paper}; border: 1px solid {t.line}; }}
    QTextEdit[kind="reading"]:focus {{ border: 2px solid {t.accent}; }}
    QTreeView, QListView, QTableView {{ background: transparent; border: none; outline: none; }}
    QComboBox {{ {field} border: 1px solid {t.edge}; padding: 0 {side}px; min-height: {height - 4}px;
                 combobox-popup: 0; }}
    QComboBox:focus {{ border: 2px solid {t.accent}; padding: 0 {side - 1}px; }}
    QListView[kind="boxed"] {{ background: {t.raised}; border: 1px solid {t.control}; border-radius: 6px;
                               padding: 3px; }}
    QListView[kind="boxed"]:focus {{ border: 2px solid {t.accent}; padding: 2px; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.edge};
                                   selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}
    QComboBox QAbstractItemView::item {{ min-height: {scaled(26)}px; padding: 0 {side}px; }}
    """


def _buttons(t: Theme) -> str:
    height, side = scaled(28), scaled(12)
    # In high contrast a hairline is too dark to carry words
    pressed = t.accent_soft if t.is_high_contrast else t.line
    return f"""
    QPushButton {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: 6px;
                   padding: 0 {side}px; min-height: {height}px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:pressed {{ background: {pressed}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 {side - 1}px; min-height: {height - 2}px; }}
    QPushButton:disabled {{ color: {t.ink3}; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent};
                                   font-weight: bold; }}
    QPushButton[kind="primary"]:hover {{ background: {t.accent}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.ink}; }}
    QPushButton[kind="primary"]:disabled {{ background: {t.hover}; border-color: {t.edge}; color: {t.ink3}; }}
    QPushButton[kind="destructive"] {{ color: {t.bad}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {t.accent};
                                 padding: 0 {side // 2}px; min-height: {scaled(22)}px; }}
    QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 {side // 2 - 1}px;
                                       min-height: {scaled(22) - 2}px; }}
    QPushButton[kind="quiet"]:disabled, QPushButton[kind="destructive"]:disabled {{ color: {t.ink3}; }}
    QPushButton::menu-indicator {{ width: 0; height: 0; }}
    QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 6px;
                   padding: 3px; }}
    QToolButton:hover, QToolButton:open {{ background: {t.hover}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {pressed}; }}
    QToolButton:focus {{ border-color: {t.accent}; }}
    QToolButton::menu-indicator {{ width: 0; height: 0; image: none; }}
    """


def _menus(t: Theme) -> str:
    edge = t.control if t.is_dark else t.edge
    gap = scaled(28)
    return f"""
    QMenu {{ background: {t.raised}; color: {t.ink}; border: 1px solid {edge}; padding: 4px; }}
    QMenu::item {{ padding: {scaled(5)}px {gap}px; border-radius: 4px; background: transparent; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QMenu::item:disabled {{ color: {t.ink3}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QMenu::indicator {{ width: 8px; height: 8px; margin-left: 10px; margin-right: 10px; border-radius: 4px; }}
    QMenu::indicator:checked {{ background: {t.accent}; }}
    QMenu::icon {{ margin-left: 8px; margin-right: 8px; }}
    QMenu[kind="acts"]::item {{ padding: {scaled(5)}px {scaled(46)}px {scaled(5)}px {scaled(30)}px; }}
    QMenu[kind="acts"]::item, QMenu[kind="acts"]::item:selected, QMenu[kind="acts"]::item:disabled {{
        color: transparent; }}
    QMenu[kind="acts"]::indicator, QMenu[kind="acts"]::right-arrow {{ width: 0; height: 0; image: none; }}
    QToolTip {{ background: {t.raised}; color: {t.ink}; border: 1px solid {edge}; padding: 4px 6px; }}
    """


def _scroll_bars(t: Theme) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 2px; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.control}; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    """


def _rest(t: Theme) -> str:
    groove = t.raised if t.is_high_contrast else t.line
    groove_edge = f"1px solid {t.control}" if t.is_high_contrast else "none"
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget[kind="content"] {{ background: transparent; border: none; }}
    QProgressBar {{ background: {groove}; border: {groove_edge}; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {t.good}; border-radius: 3px; }}
    QProgressBar[kind="work"]::chunk {{ background: {t.accent}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {t.ink2}; border: none;
                            border-bottom: 1px solid {t.line}; padding: 0 6px; }}
    """
