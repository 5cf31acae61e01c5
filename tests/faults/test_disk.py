"""A full disk: the words say so, and everything is as it was."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from small_shop import NOON, copy_shop, terminal

ROOM = 24 * 2**20
"""Bytes of the tiny disk."""


@contextmanager
def tiny_disk(folder):
    """A disk of our own in memory."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here (root is needed)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill_up(folder):
    """Leave no room at all."""
    with (folder / "filler").open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            pass


@pytest.mark.skipif(not shutil.which("mount") or os.geteuid(), reason="root is needed to mount")
def test_a_full_disk_is_said_and_changes_nothing(small_shop, tmp_path):
    """Recording, importing, previewing and writing a page; then, with room again, all works."""
    with tiny_disk(tmp_path / "disk") as disk:
        folder = copy_shop(small_shop, disk / "shop")
        text = (folder / "plan" / "operations.yaml").read_text("utf-8")
        (folder / "plan" / "operations.yaml").write_text(
            text.replace("900 EUR", "910 EUR"), "utf-8"
        )
        fill_up(disk)
        plan = {path: path.read_bytes() for path in (folder / "plan").glob("*")}
        for words in (
            ("record",),
            ("import",),
            ("preview",),
            ("edit", "actions/reciblage", "title", "x" * 9000),
            ("report",),
            ("audience", "fideles", "--export", str(folder / "out.csv")),
            ("init", str(disk / "new")),
        ):
            done = terminal(folder, "--lang", "fr", *words, now=NOON)
            assert done.returncode not in (0, 70), (words, done.stdout, done.stderr)
            assert "Traceback" not in done.stderr
            assert "→" in done.stderr, (words, done.stderr)
            assert {path: path.read_bytes() for path in (folder / "plan").glob("*")} == plan
        assert not (disk / "new" / "passerelle.yaml").exists()
        (disk / "filler").unlink()
        again = terminal(folder, "record", now=NOON)
        assert again.returncode == 0, again.stderr
        assert "910 EUR" in again.stdout
