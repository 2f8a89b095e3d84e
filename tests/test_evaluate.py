"""The figures of an evaluation, counted by hand on small pairs of codings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import builders
import pytest
from project import MEMORANDUM, VISIT, copy_valid, inputs, plant

from comity import evaluate as evaluation
from comity.build import Inputs
from comity.coding import Coding
from comity.diagnostics import InputError, Place
from comity.evaluate import MEASURES, Evaluation, Score, chosen, evaluate, evaluate_all

BOOK = builders.codebook()
ARTICLE = builders.article(
    "ghana-chile",
    """
    Ama Boateng of Ghana visited Chile on 3 May 2031. She met Pilar Rojas in Santiago.
    Ghana and Chile signed an agreement on fisheries. Chile will train 40 fishers and 40 cooks.
    """,
)
VISITING = {
    "id": "boateng-visits-chile",
    "type": "visit",
    "date": "2031-05-03",
    "initiator": "ama-boateng",
    "target": "chile",
    "sectors": "politics_diplomacy",
    "quote": "Ama Boateng of Ghana visited Chile on 3 May 2031",
}
MEETING = {
    "id": "boateng-meets-rojas",
    "type": "meeting",
    "date": "2031-05-03",
    "participant": ["ama-boateng", "pilar-rojas"],
    "sectors": "politics_diplomacy",
    "quote": "She met Pilar Rojas in Santiago",
}
PLEDGE = {
    "id": "chile-promises-training",
    "type": "pledge",
    "initiator": "chile",
    "target": "ghana",
    "sectors": "fisheries",
    "quote": "Chile will train 40 fishers",
}
PACT = {
    "id": "fisheries-agreement",
    "type": "agreement",
    "level": "state",
    "title": "Agreement on fisheries",
    "party": ["ghana", "chile"],
    "sectors": "fisheries",
    "quote": "Ghana and Chile signed an agreement on fisheries",
}
FIELD = {
    "stage": "existing",
    "between": ["ghana", "chile"],
    "sectors": ["fisheries", "education"],
    "quote": "Chile will train 40 fishers and 40 cooks",
}
FISHERS = {
    "id": "fishers",
    "measure": "fishers to be trained",
    "value": "40",
    "unit": "person",
    "quote": "40 fishers",
}
COOKS = {"id": "cooks", "measure": "cooks to be trained", "value": "40", "unit": "person", "quote": "40 cooks"}


def coding(**sections: Any) -> Coding:
    return Coding.model_validate({"article": ARTICLE.id, "text_sha256": ARTICLE.text_sha256, **sections})


def compare(gold: dict[str, Any], got: dict[str, Any]) -> Evaluation:
    return evaluate(ARTICLE, coding(**got), coding(**gold), BOOK)


def counts(result: Evaluation, measure: str) -> tuple[int, int, int]:
    score = result.scores[measure]
    return score.hits, score.misses, score.false_hits


def listed(result: Evaluation, measure: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.what, one.sentence) for one in result.differences if one.measure == measure]


class TestScore:
    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            (Score(3, 1, 2), (0.6, 0.75, 2 / 3)),
            (Score(0, 2, 0), (1.0, 0.0, 0.0)),
            (Score(0, 0, 2), (0.0, 1.0, 0.0)),
            (Score(0, 1, 1), (0.0, 0.0, 0.0)),
            (Score(), (1.0, 1.0, 1.0)),
        ],
    )
    def test_shares(self, score, expected):
        assert (score.precision, score.recall, score.f1) == pytest.approx(expected)

    def test_articles_add_up(self):
        total = Evaluation()
        total.add(compare({"events": [VISITING]}, {"events": [VISITING]}))
        total.add(compare({"events": [VISITING]}, {"events": [MEETING]}))
        assert total.articles == 2
        assert counts(total, "hard events") == (1, 1, 1)
        assert len(listed(total, "hard events")) == 2


def test_equal_codings_have_no_difference():
    everything = {
        "events": [VISITING, MEETING, PLEDGE],
        "agreements": [PACT],
        "cooperation": [FIELD],
        "figures": [FISHERS, COOKS],
    }
    result = compare(everything, everything)
    assert {name: counts(result, name) for name in MEASURES} == {
        "hard events": (2, 0, 0),
        "all events": (3, 0, 0),
        "roles": (4, 0, 0),
        "dates": (2, 0, 0),
        "agreements": (1, 0, 0),
        "sectors": (3, 0, 0),
        "actors": (4, 0, 0),
        "cooperation": (2, 0, 0),
        "figures": (2, 0, 0),
    }
    assert result.differences == []


def test_a_machine_that_finds_nothing_misses_everything():
    result = compare({"events": [VISITING, PLEDGE], "agreements": [PACT], "figures": [FISHERS]}, {})
    assert counts(result, "hard events") == (0, 1, 0)
    assert counts(result, "all events") == (0, 2, 0)
    assert counts(result, "roles") == counts(result, "dates") == (0, 0, 0)
    assert counts(result, "sectors") == (0, 2, 0)
    assert {one.kind for one in result.differences} == {"miss"}


class TestEvents:
    def test_each_miss_and_false_hit_is_listed_once_with_its_sentence(self):
        result = compare({"events": [VISITING, PLEDGE]}, {"events": [MEETING]})
        assert listed(result, "hard events") == [
            (
                "miss",
                "visit occurred 2031-05-03: initiator ama-boateng, target chile",
                "Ama Boateng of Ghana visited Chile on 3 May 2031.",
            ),
            (
                "false hit",
                "meeting occurred 2031-05-03: participant ama-boateng, participant pilar-rojas",
                "She met Pilar Rojas in Santiago.",
            ),
        ]
        assert [what for _, what, _ in listed(result, "all events")] == [
            "pledge occurred -: initiator chile, target ghana"
        ]

    def test_two_do_not_match_one(self):
        twice = [VISITING, {**VISITING, "id": "again"}]
        assert counts(compare({"events": [VISITING]}, {"events": twice}), "hard events") == (1, 0, 1)
        assert counts(compare({"events": twice}, {"events": [VISITING]}), "hard events") == (1, 1, 0)

    def test_the_likest_match_wherever_they_stand(self):
        other = {**VISITING, "id": "osei-visits-chile", "initiator": "kwaku-osei", "date": "2031-05", "quote": "Ghana"}
        result = compare({"events": [other, VISITING]}, {"events": [VISITING, other]})
        assert counts(result, "roles") == (4, 0, 0)
        assert counts(result, "dates") == (2, 0, 0)

    def test_dates_that_contradict_each_other_are_other_events(self):
        later = {**VISITING, "date": "2031-06-03"}
        assert counts(compare({"events": [VISITING]}, {"events": [later]}), "hard events") == (0, 1, 1)

    @pytest.mark.parametrize("date", [None, "2031-05", "2031"])
    def test_a_date_that_is_not_told_in_full_is_a_wrong_date_of_the_same_event(self, date):
        result = compare({"events": [VISITING]}, {"events": [{**VISITING, "date": date}]})
        assert counts(result, "hard events") == (1, 0, 0)
        assert counts(result, "dates") == (0, 1, 1)
        assert listed(result, "dates") == [
            (
                "differs",
                f"boateng-visits-chile: {date or 'no date'} instead of 2031-05-03",
                "Ama Boateng of Ghana visited Chile on 3 May 2031.",
            )
        ]

    def test_another_dyad_is_another_event(self):
        peru = {**VISITING, "target": "peru"}
        assert counts(compare({"events": [VISITING]}, {"events": [peru]}), "hard events") == (0, 1, 1)

    def test_a_country_may_stand_for_its_people(self):
        result = compare({"events": [VISITING]}, {"events": [{**VISITING, "initiator": "ghana"}]})
        assert counts(result, "hard events") == (1, 0, 0)
        assert counts(result, "roles") == (1, 1, 1)
        assert listed(result, "roles")[0][1] == (
            "boateng-visits-chile: lacks initiator ama-boateng; has instead initiator ghana"
        )

    def test_an_actor_is_known_by_its_name_whatever_its_id_and_marks(self):
        ours = {"nilo-perez": {"name": "Nilo Pérez", "type": "person", "country": "CHL"}}
        theirs = {"perez-nilo": {"name": "Nilo Perez", "type": "person", "country": "CHL"}}
        result = compare(
            {"actors": ours, "events": [{**MEETING, "participant": ["nilo-perez", "ghana"]}]},
            {"actors": theirs, "events": [{**MEETING, "participant": ["perez-nilo", "ghana"]}]},
        )
        assert counts(result, "roles") == (2, 0, 0)
        assert counts(result, "actors") == (2, 0, 0)

    def test_another_role_is_a_miss_and_a_false_hit_of_roles(self):
        swapped = {**VISITING, "initiator": "chile", "target": "ama-boateng"}
        result = compare({"events": [VISITING]}, {"events": [swapped]})
        assert counts(result, "roles") == (0, 2, 2)

    def test_a_type_that_the_codebook_lacks_is_no_hard_event(self):
        result = compare({}, {"events": [{**VISITING, "type": "vist"}]})
        assert counts(result, "hard events") == (0, 0, 0)
        assert counts(result, "all events") == (0, 0, 1)


class TestAgreements:
    def test_titles_need_not_be_equal(self):
        got = {**PACT, "id": "x", "title": "Fisheries agreement between Ghana and Chile"}
        assert counts(compare({"agreements": [PACT]}, {"agreements": [got]}), "agreements") == (1, 0, 0)

    @pytest.mark.parametrize(
        "change",
        [
            {"party": ["peru", "african-union"]},
            {"type": "memorandum", "title": "Memorandum on mutual help at sea"},
            {"title": "Visa waiver", "quote": "Chile will train 40 fishers"},
        ],
        ids=["parties", "type", "title"],
    )
    def test_other_agreements(self, change):
        result = compare({"agreements": [PACT]}, {"agreements": [{**PACT, **change}]})
        assert counts(result, "agreements") == (0, 1, 1)
        assert listed(result, "agreements")[0] == (
            "miss",
            "agreement 'Agreement on fisheries': ghana, chile",
            "Ghana and Chile signed an agreement on fisheries.",
        )


class TestSets:
    def test_sectors_of_all_records(self):
        gold = {"events": [VISITING], "agreements": [PACT], "cooperation": [FIELD]}
        got = {"events": [{**VISITING, "sectors": "tourism"}], "agreements": [PACT]}
        result = compare(gold, got)
        assert counts(result, "sectors") == (1, 2, 1)
        assert listed(result, "sectors") == [
            ("miss", "education", "Chile will train 40 fishers and 40 cooks."),
            ("miss", "politics_diplomacy", "Ama Boateng of Ghana visited Chile on 3 May 2031."),
            ("false hit", "tourism", "Ama Boateng of Ghana visited Chile on 3 May 2031."),
        ]

    def test_actors_of_all_records(self):
        result = compare({"events": [VISITING], "cooperation": [FIELD]}, {"events": [MEETING]})
        assert counts(result, "actors") == (1, 2, 1)
        assert [(kind, what) for kind, what, _ in listed(result, "actors")] == [
            ("miss", "chile"), ("miss", "ghana"), ("false hit", "pilar-rojas"),
        ]  # fmt: skip

    def test_fields_of_cooperation_whatever_the_order_of_the_two(self):
        got = {**FIELD, "between": ["chile", "ghana"], "sectors": ["fisheries", "tourism"]}
        result = compare({"cooperation": [FIELD]}, {"cooperation": [got]})
        assert counts(result, "cooperation") == (1, 1, 1)
        assert listed(result, "cooperation")[0][1] == "chile/ghana education existing"

    def test_another_stage_is_another_field(self):
        got = {**FIELD, "stage": "potential"}
        assert counts(compare({"cooperation": [FIELD]}, {"cooperation": [got]}), "cooperation") == (0, 2, 2)


class TestFigures:
    def test_equal_numbers_are_told_apart(self):
        assert counts(compare({"figures": [FISHERS, COOKS]}, {"figures": [COOKS]}), "figures") == (1, 1, 0)
        result = compare({"figures": [FISHERS, COOKS]}, {"figures": [COOKS]})
        assert listed(result, "figures") == [
            ("miss", "exact 40 person: fishers to be trained", "Chile will train 40 fishers and 40 cooks.")
        ]

    @pytest.mark.parametrize(("value", "hits"), [("40.0", 1), ("41", 0)])
    def test_numbers_are_compared_not_their_writing(self, value, hits):
        result = compare({"figures": [FISHERS]}, {"figures": [{**FISHERS, "value": value}]})
        assert counts(result, "figures") == (hits, 1 - hits, 1 - hits)

    def test_another_unit_is_another_figure(self):
        result = compare({"figures": [FISHERS]}, {"figures": [{**FISHERS, "unit": "tonne"}]})
        assert counts(result, "figures") == (0, 1, 1)


class TestWording:
    def test_a_snippet_that_the_text_does_not_have_is_told_as_it_is(self):
        other = replace(ARTICLE, text="Another text.")
        reviewed = coding(events=[VISITING])
        result = evaluate(other, coding(), reviewed, BOOK)
        assert result.other_text == 1
        assert listed(result, "hard events")[0][2] == VISITING["quote"]

    def test_the_same_wording_is_not_counted(self):
        assert compare({}, {}).other_text == 0


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs(copy_valid(tmp_path_factory.mktemp("project")))


class TestAll:
    def test_every_reviewed_article_is_coded_and_compared(self, valid):
        result = evaluate_all(valid)
        assert (result.articles, result.other_text) == (2, 0)
        score = result.scores["all events"]
        assert score.hits + score.misses == sum(len(coded.coding.events) for coded in valid.reviewed)
        assert score.hits > 0

    def test_only_those_that_are_wanted(self, valid):
        result = evaluate_all(valid, {VISIT})
        assert result.articles == 1
        assert {one.article for one in result.differences} <= {VISIT}

    @pytest.mark.parametrize("wanted", [set(), {"no-such-article"}])
    def test_no_article_is_no_perfect_score(self, valid, wanted):
        with pytest.raises(InputError, match="E003"):
            evaluate_all(valid, wanted)

    def test_originals_may_stand_for_their_digests(self, tmp_path):
        root = copy_valid(tmp_path)
        plant(root / f"articles/{MEMORANDUM}.md", "It took effect on 1 July 2031.", "It is in force since 1 July 2031.")
        plant(root / f"articles/{VISIT}.md", "She was received in Nairobi", "Nairobi received her")
        read = inputs(root)
        assert {problem.rule.code for problem in read.problems} >= {"C010", "C019"}
        result = evaluate_all(read)
        assert (result.articles, result.other_text) == (2, 2)

    def test_a_wrong_code_would_count_as_a_miss_and_is_refused(self, tmp_path):
        root = copy_valid(tmp_path)
        plant(root / f"articles/{VISIT}.md", "She was received in Nairobi", "Nairobi received her")
        plant(root / f"codings/{VISIT}.yaml", "type: visit", "type: vist")
        with pytest.raises(InputError) as caught:
            evaluate_all(inputs(root))
        assert [problem.rule.code for problem in caught.value.problems] == ["C011"]

    def test_without_a_codebook_there_is_nothing_to_compare(self):
        with pytest.raises(InputError):
            evaluate_all(Inputs())


class TestChosen:
    def refused(self, file: Path, half: str | None, valid: Inputs) -> list[tuple[Place, str]]:
        with pytest.raises(InputError) as caught:
            chosen(file, half, valid.reviewed)
        assert {problem.rule for problem in caught.value.problems} == {evaluation.NOTHING}
        return [(problem.place, problem.message) for problem in caught.value.problems]

    def write(self, folder: Path, text: str) -> Path:
        file = folder / "split.csv"
        file.write_text(text, encoding="utf-8")
        return file

    def test_articles_of_one_half_or_of_all(self, tmp_path, valid):
        file = self.write(tmp_path, f"\ufeffhalf,article\ndev,{VISIT}\nheldout,{MEMORANDUM}\n")
        assert chosen(file, None, valid.reviewed) == {VISIT, MEMORANDUM}
        assert chosen(file, "heldout", valid.reviewed) == {MEMORANDUM}

    def test_no_file(self, tmp_path, valid):
        assert self.refused(tmp_path / "gone.csv", None, valid) == [
            (Place(str(tmp_path / "gone.csv")), "No such file or directory")
        ]

    def test_a_column_is_not_there(self, tmp_path, valid):
        file = self.write(tmp_path, "id,part\nx,dev\n")
        assert self.refused(file, "dev", valid) == [
            (Place(str(file)), "no column `article`"),
            (Place(str(file)), "no column `half`"),
        ]

    def test_an_article_without_a_reviewed_coding(self, tmp_path, valid):
        file = self.write(tmp_path, f"article\n{VISIT}\n{MEMORANDUM}s\n\n")
        assert self.refused(file, None, valid) == [
            (Place(str(file), 3), f"`{MEMORANDUM}s` has no reviewed coding (did you mean `{MEMORANDUM}`?)")
        ]

    def test_a_half_that_no_row_has(self, tmp_path, valid):
        file = self.write(tmp_path, f"article,half\n{VISIT},dev\n")
        assert self.refused(file, "test", valid) == [(Place(str(file)), "no row has the half `test`")]

    def test_no_rows(self, tmp_path, valid):
        file = self.write(tmp_path, "article\n")
        assert self.refused(file, None, valid) == [(Place(str(file)), "no rows")]
