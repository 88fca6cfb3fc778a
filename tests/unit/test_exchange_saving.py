"""A file that is written stands there whole, or what stood there before does."""

import errno
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from core.errors import InvalidInput
from core.exchange.saving import saving, saving_text


def write(path: Path, data: bytes = b"new") -> None:
    with saving(path) as stream:
        stream.write(data)


def test_a_file_is_made_and_nothing_else_is_left_in_its_folder(tmp_path):
    write(tmp_path / "out.csv")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.csv", b"new")]


def test_text_is_utf_8_and_keeps_its_line_ends(tmp_path):
    with saving_text(tmp_path / "out.txt") as stream:
        stream.write("é\r\nع\n")
    assert (tmp_path / "out.txt").read_bytes() == "é\r\nع\n".encode()


def test_a_failure_while_writing_leaves_what_was_there(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail_half_way() -> None:
        with saving(path) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.csv", b"old")]


def test_a_disk_that_fills_up_leaves_what_was_there_and_says_so(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match=r"The disk is full\. out\.csv was not written"):
        write(path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.csv", b"old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_device_is_a_sentence():
    with pytest.raises(InvalidInput, match="The disk is full"):
        write(Path("/dev/full"))


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(InvalidInput, match=r"does not exist\. Make it first"):
        write(tmp_path / "no" / "out.csv")


def test_a_folder_is_no_file_name(tmp_path):
    with pytest.raises(InvalidInput, match=r"is a folder\. Add a file name"):
        write(tmp_path)


def test_a_name_that_is_too_long_is_a_sentence(tmp_path):
    with pytest.raises(InvalidInput, match="name is too long"):
        write(tmp_path / ("x" * 300))


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")
def test_a_read_only_folder_is_a_sentence():
    script = """
import os, sys
from pathlib import Path
from core.errors import InvalidInput
from core.exchange.saving import saving
if os.geteuid() == 0:  # root ignores modes
    os.setgid(65534)
    os.setuid(65534)
try:
    with saving(Path(sys.argv[1]) / "out.csv") as stream:
        stream.write(b"new")
except InvalidInput as error:
    print(error)
"""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", script, folder],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        assert "out.csv was not written: you may not write in" in done.stdout
        assert list(Path(folder).iterdir()) == []
        Path(folder).chmod(0o755)


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_the_rights_of_a_replaced_file_stay(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe)
    reader.join()
    assert read == [b"new"]
    assert pipe.is_fifo()
