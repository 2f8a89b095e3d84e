"""All checks of the tables: rules across columns and tables, each with a stable code.

`check` runs every rule and reports every problem at once. Rules that follow from the columns' declarations are in
`constraints`, rules about evidence in `provenance`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from comity import constraints, provenance
from comity.codebook import fold
from comity.columns import columns_of
from comity.diagnostics import Problem, listed, rule
from comity.edtfcolumns import ALWAYS, Dates
from comity.frames import Tables
from comity.locate import Cells, Context, Message, Said, report
from comity.tables import TABLES
from comity.terms import AgreementRole, NameKind, Role, Status
from comity.typed import arrow, index_in, is_in, same, where

NO_EDTF = rule("T012", "A date is not EDTF", "Write 1957, 2023-12, 2025-05-11, 199X or an interval 2024/2026.")
OUT_OF_STEP = rule(
    "T013", "Start, end or precision differ from the date", "Compute the three columns from `date`, which leads."
)
ORDER = rule("T014", "Dates cannot be in this order", "Correct the date that is wrong; the later one comes second.")
NOT_YET = rule(
    "T015",
    "An event is said to have occurred after its articles appeared",
    "Correct the date of the event or of the article, or give the event the status `scheduled`.",
)
NO_ACTOR = rule("T016", "An event without an actor", "Name who took part in the event.")
VISIT = rule("T017", "A visit without initiator or target", "Name who travels (initiator) and who receives (target).")
PARTIES = rule("T018", "An agreement with fewer than two parties", "Name the parties to the agreement.")
ORPHAN = rule("T019", "An actor that nothing refers to", "Delete the actor, or use it in a record.")
CYCLE = rule("T020", "A row is a part of itself", "Break the circle of `part_of`, `parent_id` or `during`.")
SHARED_NAME = rule(
    "T021",
    "Two published actors share a name",
    "Make the name longer, or list it in codebook/ambiguous_names.csv if both really bear it.",
)
PREFERRED = rule(
    "T022", "An actor's preferred name differs from its name", "Give the actor one preferred name, that of `actors`."
)

Check = Callable[[Tables, Context], Iterable[Problem]]


def check(tables: Tables, context: Context) -> list[Problem]:
    """Every problem of the tables (T001 to T030), sorted by place.

    Values that break their column's type are reported once and count as null in the other checks. Where a table lacks
    a column, only the declarations are checked.
    """
    whole = {name: tables[name].reset_index(drop=True) for name in TABLES}
    problems = [problem for run in BY_COLUMN for problem in run(whole, context)]
    if constraints.has_columns(whole):
        clean = constraints.mended(whole)
        problems.extend(problem for run in BY_ROW for problem in run(clean, context))
    return sorted(problems, key=lambda problem: problem.sort_key)


def dates_are_edtf(tables: Tables, context: Context) -> Iterator[Problem]:
    """T012: every date column holds EDTF."""
    for name, model in TABLES.items():
        for column in columns_of(model):
            if column.edtf:
                for row, error in Dates.of(tables[name][column.name]).wrong():
                    said = Said(f"`{column.name}`: {error}", str(tables[name][column.name].iat[row]), "an EDTF date")
                    yield from report(NO_EDTF, context, name, tables[name], [row], _always(said), column.name)


def dates_in_step(tables: Tables, context: Context) -> Iterator[Problem]:
    """T013: start_date, end_date and date_precision of an event are what its EDTF date means."""
    events = tables["events"]
    dates = Dates.of(events["date"])
    names = ("start_date", "end_date", "date_precision")
    right = np.zeros(len(events), dtype=bool)
    right[[row for row, _ in dates.wrong()]] = True  # reported by dates_are_edtf
    for name, meant in zip(names, dates.parts(), strict=True):
        apart = np.flatnonzero(~same(arrow(events[name]), meant) & ~right)
        yield from report(OUT_OF_STEP, context, "events", events, apart, _out_of_step(name), "date")


def dates_in_order(tables: Tables, context: Context) -> Iterator[Problem]:
    """T014: signed, in force, valid until; valid from, valid until; an event's start, end. Never later than the next.

    Compared conservatively: only dates that cannot be in order under any reading are a problem.
    """
    agreements = tables["agreements"]
    bounds = {name: Dates.of(agreements[name]).bounds() for name in ("signed", "in_force", "valid_from", "valid_until")}
    for first, second in (
        ("signed", "in_force"),
        ("signed", "valid_until"),
        ("in_force", "valid_until"),
        ("valid_from", "valid_until"),
    ):
        late = np.flatnonzero(bounds[first][0] > bounds[second][1])
        yield from report(ORDER, context, "agreements", agreements, late, _later(first, second), second)
    events = tables["events"]
    late = where(pc.greater(arrow(events["start_date"]), arrow(events["end_date"])))
    yield from report(ORDER, context, "events", events, late, _later("start_date", "end_date"), "date")


def occurred_before_published(tables: Tables, context: Context) -> Iterator[Problem]:
    """T015: an event that occurred began by the last day on which one of its articles can have appeared."""
    events, evidence, articles = tables["events"], tables["evidence"], tables["articles"]
    earliest, _ = Dates.of(events["date"]).bounds()
    _, published = Dates.of(articles["published"]).bounds()
    event = index_in(arrow(evidence["event_id"]), arrow(events["event_id"]))
    article = index_in(arrow(evidence["article_id"]), arrow(articles["article_id"]))
    known = (event >= 0) & (article >= 0)
    last = np.full(len(events), -ALWAYS, dtype=np.int64)
    np.maximum.at(last, event[known], published[article[known]])
    told = np.isin(np.arange(len(events)), event[known])
    occurred = np.asarray(events["status"] == Status.OCCURRED.value, dtype=bool)
    yield from report(
        NOT_YET,
        context,
        "events",
        events,
        np.flatnonzero(told & occurred & (earliest > last)),
        _not_yet,
        "date",
    )


def events_have_actors(tables: Tables, context: Context) -> Iterator[Problem]:
    """T016: every event has an actor."""
    events = tables["events"]
    alone = np.flatnonzero(~is_in(arrow(events["event_id"]), arrow(tables["event_actors"]["event_id"])))
    yield from report(NO_ACTOR, context, "events", events, alone, "no actor takes part in it", expected="an actor")


def visits_have_both_sides(tables: Tables, context: Context) -> Iterator[Problem]:
    """T017: every visit has an initiator and a target (CAMEO 042 and 043)."""
    events, actors = tables["events"], tables["event_actors"]
    visits = np.asarray(events["event_type"] == "visit", dtype=bool)
    for role in (Role.INITIATOR, Role.TARGET):
        ids = arrow(actors["event_id"]).filter(pa.array(np.asarray(actors["role"] == role.value, dtype=bool)))
        lacking = np.flatnonzero(visits & ~is_in(arrow(events["event_id"]), ids))
        message, expected = (
            f"the visit has no {role.value}",
            f"an {role.value}" if role is Role.INITIATOR else "a target",
        )
        yield from report(VISIT, context, "events", events, lacking, message, expected=expected)


def agreements_have_parties(tables: Tables, context: Context) -> Iterator[Problem]:
    """T018: every agreement has at least two parties."""
    agreements, actors = tables["agreements"], tables["agreement_actors"]
    is_party = np.asarray(actors["role"] == AgreementRole.PARTY.value, dtype=bool)
    parties = actors["agreement_id"][is_party].value_counts()
    count = agreements["agreement_id"].map(parties).fillna(0).to_numpy(dtype=np.int64)
    yield from report(
        PARTIES,
        context,
        "agreements",
        agreements,
        np.flatnonzero(count < 2),
        lambda cells: f"{parties.get(cells['agreement_id'], 0)} of at least two parties are named",
    )


def actors_are_used(tables: Tables, context: Context) -> Iterator[Problem]:
    """T019: every actor is referred to, by more than its own names and evidence.

    A country is also referred to by the country code of every other actor that has it.
    """
    used = [
        arrow(tables[name][column.name])
        for name, model in TABLES.items()
        for column in columns_of(model)
        if column.references and column.references.table == "actors" and name not in ("actor_names", "evidence")
    ]
    actors = tables["actors"]
    is_country = np.asarray(actors["actor_type"] == "country", dtype=bool)
    codes = arrow(actors["country_code"])
    named_by_code = is_country & is_in(codes, codes.filter(pa.array(~is_country)))
    unused = np.flatnonzero(~is_in(arrow(actors["actor_id"]), pa.concat_arrays(used)) & ~named_by_code)
    yield from report(
        ORPHAN, context, "actors", actors, unused, "no record refers to the actor", "name", "a record that names it"
    )


def no_cycles(tables: Tables, context: Context) -> Iterator[Problem]:
    """T020: no actor or event is a part of itself, no sector its own parent, however long the way round."""
    for name, model in TABLES.items():
        key = columns_of(model)[0].name
        for column in columns_of(model):
            if column.references is None or column.references.table != name:
                continue
            ids, parents = arrow(tables[name][key]), arrow(tables[name][column.name])
            parts = pc.is_valid(parents)  # few of many events are a part of another
            pairs = zip(ids.filter(parts).to_pylist(), parents.filter(parts).to_pylist(), strict=True)
            rows = np.flatnonzero(is_in(ids, pa.array(sorted(_on_a_cycle(dict(pairs))), pa.string())))
            message = f"`{column.name}` leads back to the row"
            yield from report(CYCLE, context, name, tables[name], rows, message, column.name, "another whole")


def names_are_unshared(tables: Tables, context: Context) -> Iterator[Problem]:
    """T021: no two actors bear one name, unless the codebook lists it as ambiguous."""
    names = tables["actor_names"]
    coded = arrow(names["name"]).dictionary_encode()
    folded = pa.array([fold(name) for name in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
    frame = pd.DataFrame({"actor": arrow(names["actor_id"]).to_pylist(), "name": folded.to_pylist()}).dropna()
    bearers = frame.drop_duplicates().groupby("name", sort=False)["actor"].agg(list)
    shared = bearers[bearers.map(len) > 1].to_dict()
    for row, (actor, name) in zip(frame.index, zip(frame["actor"], frame["name"], strict=True), strict=True):
        if name in shared and name not in context.codebook.ambiguous:
            others = listed(other for other in shared[name] if other != actor)
            yield from report(
                SHARED_NAME,
                context,
                "actor_names",
                names,
                [row],
                f"it is a name of {others} too",
                expected="another name",
            )


def preferred_names_agree(tables: Tables, context: Context) -> Iterator[Problem]:
    """T022: every actor has one preferred name, and it is the name of `actors`."""
    actors, names = tables["actors"], tables["actor_names"]
    preferred = names[np.asarray(names["kind"] == NameKind.PREFERRED.value, dtype=bool)]
    by_actor: dict[str, list[str]] = defaultdict(list)
    for actor, name in zip(preferred["actor_id"], preferred["name"], strict=True):
        by_actor[actor].append(name)
    pairs = zip(actors["actor_id"], actors["name"], strict=True)
    wrong = [row for row, (actor, name) in enumerate(pairs) if by_actor[actor] != [name] and name is not pd.NA]
    yield from report(
        PREFERRED,
        context,
        "actors",
        actors,
        wrong,
        lambda cells: f"its name is '{cells['name']}', its preferred names are {by_actor[cells['actor_id']]}",
    )


def _always(said: Said) -> Message:
    return lambda _: said


def _not_yet(cells: Cells) -> Said:
    message = f"occurred on {cells['date']}, after every article that reports it had appeared"
    return Said(message, cells["date"], "a date by which one of its articles had appeared")


def _out_of_step(column: str) -> Message:
    def message(cells: Cells) -> Said:
        what = f"`{column}` is {cells[column]}, which is not what the date {cells['date']} means"
        return Said(what, str(cells[column]), f"what {cells['date']} means")

    return message


def _later(first: str, second: str) -> Message:
    def message(cells: Cells) -> Said:
        what = f"`{first}` {cells[first]} is later than `{second}` {cells[second]}"
        return Said(what, str(cells[second]), f"not before {cells[first]}")

    return message


def _on_a_cycle(parents: dict[str, str]) -> set[str]:
    """The keys from which following the parents leads back to the key itself."""
    found: set[str] = set()
    done: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in parents and at not in done and at not in path:
            path[at] = len(path)
            at = parents[at]
        if at is not None and at in path:
            found.update(list(path)[path[at] :])
        done.update(path)
    return found


BY_COLUMN: tuple[Check, ...] = (constraints.schema, constraints.empty_text)
BY_ROW: tuple[Check, ...] = (
    constraints.keys,
    constraints.references,
    constraints.clean_text,
    constraints.look_alikes,
    dates_are_edtf,
    dates_in_step,
    dates_in_order,
    occurred_before_published,
    events_have_actors,
    visits_have_both_sides,
    agreements_have_parties,
    actors_are_used,
    no_cycles,
    names_are_unshared,
    preferred_names_agree,
    provenance.records_have_evidence,
    provenance.evidence_has_one_record,
    provenance.quotes_stand_in_the_text,
    provenance.cells_are_grounded,
    provenance.headlines_are_published,
    provenance.contradictions_are_kept,
)
