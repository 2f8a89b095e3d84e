"""Problems as people, forges and programs read them."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import report
from comity.diagnostics import Place, Problem, Rule, Severity

ERROR = Rule("X001", "An error", "Mend it.")
WARNING = Rule("X002", "A warning", "Look at it.", Severity.WARNING)
ANYTHING = st.text(st.characters(), max_size=40)


def problem(path: str = "a.yaml", line: int = 1, column: int = 1, message: str = "m", rule: Rule = ERROR) -> Problem:
    return Problem(rule, Place(path, line, column), message)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestOrder:
    def test_each_problem_once_by_file_and_line(self):
        problems = [problem("b.md"), problem("a.md", 10), problem("a.md", 9), problem("a.md", 10)]
        assert report.ordered(problems) == [problem("a.md", 9), problem("a.md", 10), problem("b.md")]

    @pytest.mark.parametrize(
        ("rules", "shown"),
        [
            ([], "no problems"),
            ([ERROR], "1 error"),
            ([WARNING, WARNING], "2 warnings"),
            ([WARNING, ERROR, ERROR], "2 errors, 1 warning"),
        ],
    )
    def test_counts(self, rules, shown):
        assert report.counts([problem(rule=rule) for rule in rules]) == shown


class TestText:
    def shown(self, root: Path, line: str, column: int = 1) -> list[str]:
        """The excerpt and the caret for a problem in the second line of a file."""
        (root / "a.yaml").write_bytes(f"first\n{line}\nthird\n".encode())
        lines = report.text([problem(line=2, column=column)], root).splitlines()
        return [line.removeprefix("    | ") for line in lines if line.startswith("    |")]

    def test_problems_stand_below_their_file_with_line_caret_and_help(self, tmp_path):
        (tmp_path / "a.yaml").write_text("one: 1\ntwo: wrong\n", encoding="utf-8")
        problems = [
            replace(problem(line=2, column=6, message="`wrong`"), expected="`right`"),
            problem(line=9, message="behind the end"),
            problem("gone.md", 3, 4, "no such file", WARNING),
        ]
        assert report.text(problems, tmp_path) == (
            "a.yaml\n"
            "  2:6  error X001  An error: `wrong`\n"
            "    | two: wrong\n"
            "    |      ^\n"
            "    expected: `right`\n"
            "    help: Mend it. See docs/diagnostics.md#x001\n"
            "  9:1  error X001  An error: behind the end\n"
            "    help: Mend it. See docs/diagnostics.md#x001\n"
            "gone.md\n"
            "  3:4  warning X002  A warning: no such file\n"
            "    help: Look at it. See docs/diagnostics.md#x002\n"
            "2 errors, 1 warning\n"
        )

    def test_nothing_found(self, tmp_path):
        assert report.text([], tmp_path) == "no problems\n"

    def test_only_text_files_are_shown(self, tmp_path):
        (tmp_path / "a.parquet").write_bytes(b"PAR1")
        assert "PAR1" not in report.text([problem("a.parquet")], tmp_path)

    @pytest.mark.parametrize(
        ("line", "column", "excerpt", "caret"),
        [
            ("a: wrong", 4, "a: wrong", "   ^"),
            ("\ta: wrong", 5, " a: wrong", "    ^"),
            ("名: wrong", 4, "名: wrong", "    ^"),
            ("a\u200b: wrong", 5, r"a\u200b: wrong", "         ^"),
            ("q\u0323: wrong", 5, "q\u0323: wrong", "   ^"),
            ("short", 20, "short", "     ^"),
            ("", 1, "", "^"),
        ],
        ids=["plain", "tab", "wide", "invisible", "mark", "behind the end", "empty"],
    )
    def test_the_caret_stands_below_the_spot(self, tmp_path, line, column, excerpt, caret):
        assert self.shown(tmp_path, line, column) == [excerpt, caret]

    def test_of_a_long_line_what_stands_around_the_spot(self, tmp_path):
        line = f"{'x' * 200}wrong{'y' * 200}"
        excerpt, caret = self.shown(tmp_path, line, 201)
        assert excerpt == f"…{'x' * 60}wrong{'y' * 35}…"
        assert excerpt[len(caret) - 1 :].startswith("wrong")

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_lines_and_columns_are_counted_as_files_are_read(self, tmp_path, end):
        (tmp_path / "a.yaml").write_bytes(f"\ufeffone{end}cafe\u0301: wrong{end}".encode())
        assert "    | café: wrong\n    |       ^\n" in report.text([problem(line=2, column=7)], tmp_path)

    def test_a_file_that_is_not_utf8_is_shown_all_the_same(self, tmp_path):
        (tmp_path / "a.yaml").write_bytes(b"caf\xe9: wrong\n")
        assert "caf\ufffd: wrong" in report.text([problem()], tmp_path)

    def test_many_problems_are_cut_short_but_counted(self, tmp_path):
        problems = [problem(line=line) for line in range(1, report.LIMIT + 4)]
        lines = report.text(problems, tmp_path).splitlines()
        assert sum("error X001" in line for line in lines) == report.LIMIT
        assert lines[-2:] == ["and 3 more", f"{report.LIMIT + 3} errors"]
        assert "more" not in report.text(problems[: report.LIMIT], tmp_path)

    def test_colour_is_an_option(self, tmp_path):
        plain = report.text([problem(), problem(rule=WARNING)], tmp_path)
        coloured = report.text([problem(), problem(rule=WARNING)], tmp_path, colour=True)
        assert "\x1b" not in plain
        assert "\x1b[31merror X001\x1b[0m" in coloured
        assert "\x1b[33mwarning X002\x1b[0m" in coloured
        assert re.sub("\x1b\\[[0-9]*m", "", coloured) == plain


class TestEscape:
    @pytest.mark.parametrize(
        ("character", "shown"),
        [
            ("\x1b", r"\x1b"),
            ("\x9b", r"\x9b"),
            ("\x07", r"\x07"),
            ("\r", r"\x0d"),
            ("\n", r"\x0a"),
            ("\u202e", r"\u202e"),
            ("\u2066", r"\u2066"),
            ("\u061c", r"\u061c"),
            ("\u200b", r"\u200b"),
            ("\u2028", r"\u2028"),
            ("\ufeff", r"\ufeff"),
            ("\U000e0041", r"\U000e0041"),
            ("\ud800", r"\ud800"),
        ],
    )
    def test_what_is_not_seen_or_is_obeyed_is_shown(self, character, shown):
        assert report.escape(f"a{character}b") == f"a{shown}b"

    @pytest.mark.parametrize("text", ["", "Tô Lâm", "Köykkä-Niemi “x”", "10\u00a0000", "\u3000名", "a\\x1b", "🌲"])
    def test_all_else_stays(self, text):
        assert report.escape(text) == text

    @given(ANYTHING, ANYTHING, ANYTHING)
    def test_no_format_lets_data_through(self, tmp_path_factory, path, message, source):
        root = tmp_path_factory.getbasetemp()
        (root / "report.md").write_text(source, encoding="utf-8", errors="replace", newline="")
        problems = [problem("report.md", 1, 3, message), problem(f"{path}/x", message=message)]
        for form in report.FORMATS.values():
            shown = form(problems, root, False)
            assert all(line.isprintable() or report.escape(line) == line for line in shown.split("\n"))

    def test_paths_and_source_lines_are_escaped_too(self, tmp_path):
        (tmp_path / "a.yaml").write_text("\x1b]0;title\x07\u202e\n", encoding="utf-8")
        shown = report.text([problem(), problem("evil\x1b[2J.md")], tmp_path)
        assert r"    | \x1b]0;title\x07\u202e" in shown
        assert r"evil\x1b[2J.md" in shown


class TestGithub:
    def test_each_problem_is_a_workflow_command(self, tmp_path):
        first = replace(problem("a.yaml", 2, 6, "`x`"), expected="`y`")
        assert report.github([first, problem(rule=WARNING)], tmp_path) == (
            "::error file=a.yaml,line=2,col=6,title=X001 An error::`x`%0Aexpected: `y`%0Ahelp: Mend it. See docs/diagnostics.md#x001\n"
            "::warning file=a.yaml,line=1,col=1,title=X002 A warning::m%0Ahelp: Look at it. See docs/diagnostics.md#x002\n"
            "1 error, 1 warning\n"
        )

    def test_messages_and_properties_are_escaped(self, tmp_path):
        rule = Rule("X003", "Two: a, b", "Mend 100 %.")
        shown = report.github([problem("a,b:c%.md", message="50 % ::error::", rule=rule)], tmp_path)
        assert shown.splitlines()[0] == (
            "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=X003 Two%3A a%2C b::50 %25 ::error::%0Ahelp: Mend 100 %25. "
            "See docs/diagnostics.md#x003"
        )

    @given(ANYTHING, ANYTHING)
    def test_no_data_makes_a_command_of_its_own(self, path, message):
        lines = report.github([problem(path, message=message)], Path()).split("\n")
        assert [line.startswith("::") for line in lines] == [True, False, False]
        properties, text = lines[0].removeprefix("::error ").split("::", 1)
        assert len(properties.split(",")) == 4
        decoded = text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        assert decoded == f"{report.escape(message)}\nhelp: Mend it. See docs/diagnostics.md#x001"


class TestJson:
    def test_all_that_is_known_of_each_problem(self, tmp_path):
        first = replace(problem("a.yaml", 2, 6, "é"), value="v")
        found = json.loads(report.as_json([first, problem(rule=WARNING)], tmp_path))
        assert found["version"] == report.JSON_VERSION == 1
        assert (found["errors"], found["warnings"]) == (1, 1)
        assert found["problems"][0] == {
            "code": "X001",
            "severity": "error",
            "title": "An error",
            "path": "a.yaml",
            "line": 2,
            "column": 6,
            "message": "é",
            "value": "v",
            "expected": None,
            "nearest": None,
            "help": "Mend it.",
            "page": "docs/diagnostics.md#x001",
        }

    def test_it_is_ascii_and_is_written_without_problems_too(self, tmp_path):
        assert report.as_json([problem(message="é\u202e")], tmp_path).isascii()
        assert json.loads(report.as_json([], tmp_path)) == {"version": 1, "errors": 0, "warnings": 0, "problems": []}

    def test_no_problem_is_cut(self, tmp_path):
        found = json.loads(report.as_json([problem(line=line) for line in range(1, 300)], tmp_path))
        assert len(found["problems"]) == found["errors"] == 299

    def test_every_key_is_documented(self, tmp_path):
        found = json.loads(report.as_json([problem()], tmp_path))
        documented = set(re.findall(r"`(\w+)`", report.as_json.__doc__ or ""))
        assert {*found, *found["problems"][0]} <= documented


class TestColour:
    @pytest.mark.parametrize(
        ("environment", "wanted"),
        [
            ({"TERM": "xterm"}, True),
            ({"TERM": "xterm", "NO_COLOR": ""}, True),
            ({"TERM": "xterm", "NO_COLOR": "1"}, False),
            ({"TERM": "dumb"}, False),
        ],
    )
    def test_on_terminals_unless_it_is_not_wanted(self, monkeypatch, environment, wanted):
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert report.wants_colour(Terminal()) is wanted
        assert report.wants_colour(io.StringIO()) is False
