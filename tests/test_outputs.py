"""Files are replaced all or none, whatever stops the program at whatever step."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from comity import outputs
from comity.diagnostics import InputError

OLD = {"data/kept.csv": "same", "data/changed.csv": "old", "data/stale.csv": "old", "package.json": "old"}
NEW = {"data/kept.csv": "same", "data/changed.csv": "new", "data/created.csv": "new", "package.json": "new"}


def fill(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def published(folder: Path) -> dict[str, str]:
    return {path: text for path, text in contents(folder).items() if not path.startswith(outputs.STAGING)}


def stale(out: Path, new: frozenset[str]) -> Sequence[str]:
    return ["data/stale.csv"]


def replace(out: Path, files: dict[str, str] = NEW, wait: float = 60) -> outputs.Changes:
    return outputs.replace(out, lambda folder: fill(folder, files), stale, last="package.json", wait=wait)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    fill(tmp_path, OLD)
    return tmp_path


class TestReplace:
    def test_all_files_are_the_new_ones_and_nothing_else_is_left(self, out):
        changes = replace(out)
        assert contents(out) == NEW
        assert changes.moved == ("data/changed.csv", "data/created.csv", "package.json")
        assert changes.created == ("data/created.csv",)
        assert changes.removed == ("data/stale.csv",)

    def test_the_folder_is_made(self, tmp_path):
        replace(tmp_path / "a" / "b")
        assert contents(tmp_path / "a" / "b") == NEW

    def test_an_unchanged_file_is_not_touched(self, out):
        os.utime(out / "data/kept.csv", ns=(1, 1))
        replace(out)
        assert (out / "data/kept.csv").stat().st_mtime_ns == 1

    def test_doing_it_again_changes_nothing(self, out):
        replace(out)
        assert replace(out) == outputs.Changes()
        assert contents(out) == NEW

    def test_other_files_stay(self, out):
        fill(out, {"README.md": "mine", "data/mine.csv": "mine"})
        replace(out)
        assert contents(out) == NEW | {"README.md": "mine", "data/mine.csv": "mine"}

    def test_what_the_writer_raises_leaves_the_old_files(self, out):
        def write(folder: Path) -> None:
            fill(folder, NEW)
            raise RuntimeError("no luck")

        with pytest.raises(RuntimeError, match="no luck"):
            outputs.replace(out, write, stale)
        assert contents(out) == OLD

    def test_a_full_disk_is_a_problem_and_leaves_the_old_files(self, out):
        def write(folder: Path) -> None:
            fill(folder, NEW)
            raise OSError(errno.ENOSPC, "No space left on device", "events.csv")

        with pytest.raises(InputError) as caught:
            outputs.replace(out, write, stale)
        (problem,) = caught.value.problems
        assert problem.rule.code == "P001"
        assert problem.message == "events.csv: No space left on device"
        assert contents(out) == OLD

    def test_a_file_in_the_place_of_the_folder_is_a_problem(self, tmp_path):
        (tmp_path / "out").write_text("a file")
        with pytest.raises(InputError) as caught:
            replace(tmp_path / "out")
        assert [problem.rule.code for problem in caught.value.problems] == ["P001"]

    def test_a_folder_in_the_place_of_a_file_is_a_problem(self, out):
        (out / "data/created.csv").mkdir()
        with pytest.raises(InputError) as caught:
            replace(out)
        assert [problem.rule.code for problem in caught.value.problems] == ["P001"]
        assert contents(out) == OLD

    @pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
    def test_a_read_only_folder_is_a_problem(self, out):
        out.chmod(0o555)
        with pytest.raises(InputError) as caught:
            replace(out)
        out.chmod(0o755)
        assert [problem.rule.code for problem in caught.value.problems] == ["P001"]
        assert contents(out) == OLD

    def test_a_folder_below_that_cannot_be_written_is_a_problem(self, out, monkeypatch):
        def refusing(call: Callable[..., None]) -> Callable[..., None]:
            def refuse(*paths: Path, **kwargs: object) -> None:
                if Path(paths[-1]).parent == out / "data":
                    raise PermissionError(errno.EACCES, "Permission denied", str(paths[-1]))
                call(*paths, **kwargs)

            return refuse

        monkeypatch.setattr(os, "replace", refusing(os.replace))
        monkeypatch.setattr(os, "unlink", refusing(os.unlink))
        with pytest.raises(InputError) as caught:
            replace(out)
        assert [problem.rule.code for problem in caught.value.problems] == ["P001"]
        assert contents(out) == OLD

    def test_without_hard_links_copies_do(self, out, monkeypatch):
        def link(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", link)
        replace(out)
        assert contents(out) == NEW

    def test_two_builds_do_not_interleave(self, out):
        with outputs.lock(out, 0), pytest.raises(InputError) as caught:
            replace(out, wait=0)
        assert [problem.rule.code for problem in caught.value.problems] == ["P002"]
        assert contents(out) == OLD
        replace(out, wait=0)
        assert contents(out) == NEW


class Stop(BaseException):
    """Like KeyboardInterrupt: no Exception."""


def fail_at(monkeypatch: pytest.MonkeyPatch, step: int, error: BaseException) -> Callable[[], int]:
    """Let the step-th call that changes the disk fail; the result counts the calls."""
    count = 0

    def wrap(name: str) -> None:
        original = getattr(os, name)

        def call(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise error
            return original(*args, **kwargs)

        monkeypatch.setattr(os, name, call)

    for name in ("replace", "link", "unlink", "mkdir", "rmdir", "fsync"):
        wrap(name)
    return lambda: count


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), Stop()], ids=["error", "interrupt"])
@pytest.mark.parametrize("old", [OLD, {}], ids=["again", "first"])
def test_an_error_at_any_step_leaves_all_old_or_all_new(tmp_path, monkeypatch, error, old):
    def attempt(step: int) -> int:
        out = tmp_path / str(step)
        fill(out, old)
        with monkeypatch.context() as patch:
            counted = fail_at(patch, step, error)
            with contextlib.suppress(InputError, Stop):
                replace(out)
        found = published(out)
        assert found in (old, NEW), step
        outputs.recover(out)
        assert contents(out) == found, step
        return counted()

    steps = attempt(0)
    assert steps > 20
    for step in range(1, steps + 1):
        attempt(step)


# Kills a process before each of its calls that change what is on disk: while it publishes, while it recovers from
# having been killed, and while it undoes an error.
KILLER = """
    import contextlib, errno, os, shutil, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1])
    from test_outputs import NEW, OLD, contents, fill, published, replace
    from comity import outputs
    from comity.diagnostics import InputError

    os.fsync = lambda handle: None  # it is the slowest call, and a kill loses nothing that the kernel has
    CHANGES = ("replace", "link", "unlink", "mkdir", "rmdir")

    def run(work, kill, fail=0):
        '''Work in a child with an error at the fail-th call, and a kill before the kill-th change after it.

        Tells whether it was killed, and whether it came to the error.
        '''
        child = os.fork()
        if child:
            status = os.waitpid(child, 0)[1]
            return os.WIFSIGNALED(status), os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 1
        calls = changes = 0
        def wrap(name, original):
            def call(*args, **kwargs):
                nonlocal calls, changes, kill
                calls += 1
                if calls == fail:
                    if not journal.exists():
                        kill = 0  # nothing has been moved yet, so that nothing is undone
                    raise OSError(errno.EIO, "Input/output error")
                if calls > fail and name in CHANGES:
                    changes += 1
                    if changes == kill:
                        os.kill(os.getpid(), signal.SIGKILL)
                return original(*args, **kwargs)
            return call
        for name in (*CHANGES, "fsync"):
            setattr(os, name, wrap(name, getattr(os, name)))
        with contextlib.suppress(InputError):
            work()
        os._exit(calls >= fail)

    out, spare = Path(sys.argv[2]) / "out", Path(sys.argv[2]) / "spare"
    journal = out / outputs.STAGING / "journal.json"
    old = OLD if sys.argv[3] == "again" else {}
    ends = set()

    def fresh():
        shutil.rmtree(out, ignore_errors=True)
        fill(out, old)

    def recovered(*steps):
        between = published(out) if out.exists() else {}
        for path, text in between.items():
            assert text in ("same", old.get(path), NEW.get(path)), (steps, path, text)
        assert set(old) & set(NEW) <= set(between), (steps, between)
        outputs.recover(out)
        after = contents(out) if out.exists() else {}
        assert after in (old, NEW), (steps, after)
        ends.add(after == NEW)

    step, killed = 0, True
    while killed:
        step += 1
        fresh()
        killed, _ = run(lambda: replace(out), kill=step)
        shutil.rmtree(spare, ignore_errors=True)
        if not journal.exists():
            recovered("killed", step)
            continue
        shutil.copytree(out, spare)
        again, killed_again = 0, True
        while killed_again:
            again += 1
            shutil.rmtree(out)
            shutil.copytree(spare, out)
            killed_again, _ = run(lambda: outputs.recover(out), kill=again)
            recovered("killed", step, again)
    fail, failed = 1, True
    while failed:
        fail += 1
        kill, killed = 0, True
        while killed:
            kill += 1
            fresh()
            killed, failed = run(lambda: replace(out), kill=kill, fail=fail)
            recovered("failed", fail, kill)
    print(step, sorted(ends))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")
@pytest.mark.parametrize("start", ["again", "first"])
def test_a_kill_at_any_step_leaves_all_old_or_all_new(tmp_path, start):
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLER), str(tests), str(tmp_path), start],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    steps, ends = done.stdout.split(maxsplit=1)
    assert int(steps) > 10
    assert ends.strip() == "[False, True]"


class TestRecover:
    def test_nothing_to_recover_is_fine(self, out):
        outputs.recover(out)
        outputs.recover(out / "nowhere")
        assert contents(out) == OLD
        assert not (out / "nowhere").exists()

    @pytest.mark.parametrize("path", ["../outside", "/tmp/outside", "data/../../outside", "", 5, "C:\\outside"])
    def test_a_journal_does_not_reach_out_of_the_folder(self, out, path):
        (out.parent / "outside").write_text("mine")
        fill(
            out,
            {
                f"{outputs.STAGING}/journal.json": json.dumps(
                    {"back": False, "moved": [], "created": [], "removed": [path]}
                )
            },
        )
        with pytest.raises(InputError) as caught:
            outputs.recover(out)
        assert [problem.rule.code for problem in caught.value.problems] == ["P003"]
        assert (out.parent / "outside").read_text() == "mine"

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"back": false, "moved": 1, "created": [], "removed": []}'])
    def test_a_journal_of_another_make_is_a_problem(self, out, text):
        fill(out, {f"{outputs.STAGING}/journal.json": text})
        with pytest.raises(InputError) as caught:
            replace(out)
        assert [problem.rule.code for problem in caught.value.problems] == ["P003"]
        assert published(out) == OLD
