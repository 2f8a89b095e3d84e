"""What may befall a build: kills, full and read-only disks, company, a clock that jumps, a locale without UTF-8, CRLF.

Whatever happens, the old outputs stay whole or the new ones are complete, and the message says what to do.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from project import (
    BARE,
    CODEBOOK,
    MEMORANDUM,
    PROJECT,
    build_in,
    copy_valid,
    one_coder,
    published,
    run_python,
)

from comity import cli, outputs, publish

BUILD = str(PROJECT / "build_data.py")


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with one_coder():
        yield


def run_script(script: str, *arguments: object, around: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run a script that may import the tests' helpers."""
    head = "import sys; sys.path.insert(0, sys.argv[1])\n"
    command = [*around, sys.executable, "-c", head + textwrap.dedent(script), str(Path(__file__).parent)]
    return subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, check=False)


# A build over a former one, which had one coding less, killed before some of the calls that change what is on disk. Each
# runs in a process of its own, forked before Arrow has threads.
KILLS = """
    import os, shutil, signal
    from pathlib import Path
    from project import MEMORANDUM, build_in, coder, copy_valid, one_coder, published
    from comity import build, outputs, publish

    os.fsync = lambda handle: None
    root = Path(sys.argv[2])

    def run(name="", number=0):
        '''Build in a child that is killed before the call of this name and number; whether it was.'''
        child = os.fork()
        if not child:
            if name:
                original, made = getattr(os, name), 0
                def call(*args, **kwargs):
                    nonlocal made
                    made += 1
                    if made == number:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return original(*args, **kwargs)
                setattr(os, name, call)
            sys.stdout = open(os.devnull, "w")
            os._exit(build_in(root))
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        return os.WIFSIGNALED(status)

    def fresh():
        for name in ("datasets", "schemas", outputs.STAGING):
            shutil.rmtree(root / name, ignore_errors=True)
        for path, data in old.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)

    with one_coder():
        coder()
        copy_valid(root)
        coding = root / "codings" / f"{MEMORANDUM}.yaml"
        coding.rename(root / "aside")
        run()
        old = published(root)
        (root / "aside").rename(coding)
        run()
        new = published(root)
        assert old != new
        # Before the journal is there, amid the renames, while it tidies up.
        for name, number, unfinished in (("replace", 1, False), ("replace", 9, True), ("rmdir", 1, False)):
            fresh()
            assert run(name, number), (name, number)
            between = published(root)
            assert all(data in (old.get(path), new.get(path)) for path, data in between.items()), (name, number)
            assert outputs.is_unfinished(root) is unfinished, (name, number)
            assert unfinished or between in (old, new), (name, number)
            outputs.recover(root)
            assert published(root) == (new if unfinished else between), (name, number)
            assert not (root / outputs.STAGING).exists()
        run()
        assert published(root) == new
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")
def test_a_build_that_is_killed_leaves_the_old_tables_or_is_finished_by_the_next(tmp_path):
    done = run_script(KILLS, tmp_path / "project")
    assert done.returncode == 0, done.stderr


# A limit on the size of files; then the output lies on a disk of its own, in a name space of its own, that is filled and
# made read-only.
NO_ROOM = """
    import contextlib, io, os, resource, subprocess
    from pathlib import Path
    from project import MEMORANDUM, build_in, contents, copy_valid, one_coder

    root, disk = Path(sys.argv[2]), Path(sys.argv[2]) / "disk"
    out = disk / "tables"
    endless = resource.RLIM_INFINITY

    def attempt():
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            code = build_in(root, "--out", str(out))
        return code, said.getvalue()

    def refused(why):
        code, said = attempt()
        assert code == 1 and "error P001" in said and why in said, (code, said)
        assert "on a disk with enough space" in said and "Traceback" not in said
        assert contents(out) == old

    disk.mkdir(parents=True)
    mounted = not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True
    ).returncode
    with one_coder():
        copy_valid(root)
        coding = root / "codings" / f"{MEMORANDUM}.yaml"
        coding.rename(root / "aside")
        assert attempt()[0] == 0
        old = contents(out)
        (root / "aside").rename(coding)
        for limit in (0, 20_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, endless))
            try:
                refused("File too large")
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (endless, endless))
        for room in (0, 100_000) if mounted else ():
            with (disk / "filler").open("wb", buffering=0) as filler:
                with contextlib.suppress(OSError):
                    while True:
                        filler.write(bytes(4096))
                filler.truncate(max(0, filler.tell() - room))
            refused("No space left on device")
            (disk / "filler").unlink()
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            refused("Read-only file system")
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert attempt()[0] == 0
        assert contents(out) != old
    if mounted:
        subprocess.run(["umount", str(disk)], check=True)
"""


def test_no_room_and_no_right_to_write_leave_the_old_tables_and_a_message(tmp_path):
    pytest.importorskip("resource")
    own_space = ("unshare", "--map-root-user", "--mount")
    if not shutil.which("unshare") or subprocess.run([*own_space, "true"], check=False, capture_output=True).returncode:
        own_space = ()  # no disk can be mounted: the limit on the size of files has to do
    done = run_script(NO_ROOM, tmp_path / "project", around=own_space)
    assert done.returncode == 0, done.stderr


NOT_MINE = """
    import os
    from pathlib import Path
    from test_outputs import OLD, contents, fill, replace
    from comity.diagnostics import InputError

    out = Path(sys.argv[2])
    fill(out, OLD)
    for folder, mode in (("", 0o555), ("data", 0o555)):
        (out / folder).chmod(mode)
    child = os.fork()
    if not child:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            replace(out)
        except InputError as error:
            (problem,) = error.problems
            os._exit(0 if problem.rule.code == "P001" and "Permission denied" in problem.message else 3)
        os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert contents(out) == OLD
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and users")
def test_a_folder_of_somebody_else_is_left_as_it_was(tmp_path):
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    done = run_script(NOT_MINE, tmp_path / "out")
    assert done.returncode == 0, done.stderr


class TestCompany:
    def test_two_builds_at_once_both_end_well(self, package, tmp_path):
        root = copy_valid(tmp_path / "project")
        shutil.copy(BUILD, root)
        started = [
            subprocess.Popen(
                [sys.executable, str(root / "build_data.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for _ in range(2)
        ]
        ended = [process.communicate() for process in started]
        assert [process.returncode for process in started] == [0, 0], ended
        assert published(root) == published(package)

    def test_one_that_waits_too_long_says_so(self, tmp_path, monkeypatch, capsys):
        root = copy_valid(tmp_path / "project")
        replace = outputs.replace
        monkeypatch.setattr(publish.outputs, "replace", lambda *args, **kwargs: replace(*args, **kwargs, wait=0))
        with outputs.lock(root, 0):
            assert build_in(root) == 1
        said = capsys.readouterr().err
        assert "error P002" in said
        assert "Wait until it has ended" in said
        assert published(root) == {}


class TestClock:
    def test_neither_outputs_nor_locks_depend_on_it(self, package, tmp_path, monkeypatch):
        root = copy_valid(tmp_path / "project")
        for number, file in enumerate(sorted(root.rglob("*.*"))):
            os.utime(file, (0, 0) if number % 2 else (4_102_444_800, 4_102_444_800))
        jumps = itertools.cycle((4_102_444_800, 0, 1_000_000_000, -5))
        monkeypatch.setattr(time, "time", lambda: float(next(jumps)))
        monkeypatch.setattr(time, "time_ns", lambda: next(jumps) * 10**9)
        assert build_in(root) == 0
        assert published(root) == published(package)
        with outputs.lock(root, 0):
            pass


# No UTF-8 anywhere: what Python makes of file names and arguments is bytes that it cannot read.
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}


# Runs the commands that are its arguments, a line a word, and prints their exit codes.
EACH = """
import sys
sys.path.insert(0, sys.argv[1])
from test_faults import exit_code
for command in sys.argv[2:]:
    print("==", exit_code(command.split(chr(10))), flush=True)
"""


def exit_code(command: Sequence[str]) -> int:
    try:
        return cli.main(command)
    except SystemExit as end:
        return int(str(end.code))


@pytest.mark.skipif(os.name == "nt", reason="file names are not bytes")
class TestLocale:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        root = copy_valid(tmp_path / "Köln – проект")
        (root / "articles" / "Été à Đà Nẵng.txt").write_text(BARE, encoding="utf-8")
        (root / "articles" / "контакт.txt").write_text(BARE, encoding="utf-8")
        return root

    def test_all_commands_read_write_and_say_the_same(self, project, monkeypatch, capsysbinary):
        monkeypatch.chdir(project)
        inputs = ("--articles", "articles", "--codings", "codings", "--codebook", str(CODEBOOK))
        commands = [
            ("build", *inputs, "--format", "json", "--out", "tâbles"),
            ("explain", "events", "koykka-niemi-visits-kenya", "--package", "tâbles"),
            ("draft", "articles/Été à Đà Nẵng.txt", "--out", "-"),
            ("check", "--articles", "bâd", "--codebook", str(CODEBOOK)),
            ("check", "--format", "é"),
        ]
        (project / "bâd").mkdir()
        (project / "bâd" / "Été.md").write_text("Nguyễn, not front matter\n", encoding="utf-8")
        surroundings = {**ASCII, "PYTHONPATH": str(PROJECT)}
        done = run_python(
            "-c", EACH, str(Path(__file__).parent), *map("\n".join, commands), cwd=project, surroundings=surroundings
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
        ascii_tables = published(project / "tâbles")
        shutil.rmtree(project / "tâbles")

        for command in commands:
            print("==", exit_code(command), flush=True)
        here = capsysbinary.readouterr()
        assert published(project / "tâbles") == ascii_tables
        assert done.stdout == here.out
        assert "Köykkä-Niemi" in here.out.decode()
        assert b"\narticle: ete-a-da-nang\n" in here.out
        told = here.err.decode()
        assert done.stderr.decode().splitlines()[:6] == told.splitlines()[:6]
        assert told.startswith("bâd/Été.md\n")
        assert "    | Nguyễn, not front matter\n" in told
        assert [line for line in here.out.decode().splitlines() if line.startswith("== ")] == [
            "== 0",
            "== 0",
            "== 0",
            "== 1",
            "== 2",
        ]


class TestLineEnds:
    @pytest.mark.parametrize("end", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
    def test_a_checkout_with_other_line_ends_gives_the_same_tables(self, package, tmp_path, end):
        root = copy_valid(tmp_path / "project")
        shutil.copytree(CODEBOOK, root / "codebook")
        if end == b"\r":
            shutil.rmtree(root / "codebook")
        for folder in ("articles", "codings", "codebook"):
            for file in (root / folder).glob("*"):
                file.write_bytes(file.read_bytes().replace(b"\n", end))
        (root / f"codings/{MEMORANDUM}.yaml").unlink()  # so that the machine codes an article with these dictionaries
        assert build_in(root) == 0
        other = copy_valid(tmp_path / "other")
        (other / f"codings/{MEMORANDUM}.yaml").unlink()
        assert build_in(other) == 0
        assert published(root) == published(other)

    def test_git_checks_out_line_feeds(self):
        if not shutil.which("git") or not (PROJECT / ".git").exists():
            pytest.skip("no checkout")
        files = ["articles/a.md", "codings/a.yaml", "codebook/actors.csv", "datasets/events.csv", "build_data.py"]
        command = ["git", "check-attr", "eol", "--", *files]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines() == [f"{file}: eol: lf" for file in files]
