"""Time budgets, each beside a floor measured in the same run: machines differ, ratios less so."""

import pytest
from perf.table import ROWS, Budget


@pytest.fixture
def budget(benchmark) -> Budget:
    """What holds a test to its budget."""
    return Budget(benchmark)


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the table that `docs/performance.md` holds."""
    if ROWS:
        terminalreporter.section("time budgets")
        terminalreporter.write_line("| work | median | floor | ratio | budget |")
        terminalreporter.write_line("| --- | --- | --- | --- | --- |")
        for row in ROWS:
            terminalreporter.write_line(f"| {' | '.join(row)} |")
