from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import edtf
from comity.coder import dates
from comity.coder.document import DateMention, DateRelation

PUBLISHED = "2025-05-14"  # a Wednesday


def find(text: str, published: str | None = PUBLISHED, anchor: str | None = None) -> tuple[DateMention, ...]:
    return dates.find(
        text, 0, len(text), edtf.parse(published) if published else None, edtf.parse(anchor) if anchor else None
    )


def found(text: str, published: str | None = PUBLISHED, anchor: str | None = None) -> list[str]:
    return [mention.edtf for mention in find(text, published, anchor)]


ABSOLUTE = [
    ("The envoys met on 11 May 2025 in Oslo.", "2025-05-11"),
    ("On May 11, 2025, the envoys met in Oslo.", "2025-05-11"),
    ("Oslo, May 11 2025 – the envoys met.", "2025-05-11"),
    ("The envoys met on the 11th of May, 2025.", "2025-05-11"),
    ("The envoys met on 11th May 2025.", "2025-05-11"),
    ("The fair opened on Sept. 5, 2023 in Lima.", "2023-09-05"),
    ("The fair opened on 5 Sept 2023 in Lima.", "2023-09-05"),
    ("Ghana opened a consulate on Jan. 24, 1992.", "1992-01-24"),
    ("The two states set up ties in January 24, 1992.", "1992-01-24"),
    ("RABAT, MARCH 3, 2024 – Talks began.", "2024-03-03"),
    ("Talks took place in May 2025.", "2025-05"),
    ("Talks took place in May, 2025.", "2025-05"),
    ("Talks took place in May of 2025.", "2025-05"),
    ("The premier toured Chile in December 2023.", "2023-12"),
    ("The premier toured Chile in 2023.", "2023"),
    ("In 2023 Kenya exported more tea.", "2023"),
    ("It was signed in the year 2000.", "2000"),
    ("The protocol is dated 24.09.2024.", "2024-09-24"),
    ("The protocol is dated 5.6.2024.", "2024-06-05"),
    ("The protocol is dated 2024-09-24.", "2024-09-24"),
    ("The protocol is dated 2024/09/24.", "2024-09-24"),
    ("The protocol is dated 24/09/2024.", "2024-09-24"),
    ("The protocol is dated 09/24/2024.", "2024-09-24"),
    ("The protocol is dated 24-09-2024.", "2024-09-24"),
    ("The protocol is dated 05/05/2024.", "2024-05-05"),
    ("The data are for 2024-05.", "2024-05"),
    ("Rail links grew in the 1990s.", "199X"),
    ("Rail links grew in the early 1990s.", "199X~"),
    ("Rail links grew in the mid-1970s.", "197X~"),
    ("Rail links grew in the 1980s and 1990s.", "198X;199X"),
    ("Settlers came around 1890.", "1890~"),
    ("Settlers came in about 1890.", "1890~"),
    ("Settlers came circa 1890.", "1890~"),
    ("The port opens around May 2026.", "2026-05~"),
    ("The port opened in spring 2024.", "2024-21"),
    ("The port opened in the summer of 2024.", "2024-22"),
    ("The port opened in autumn 2023.", "2023-23"),
    ("The port opened in the winter of 2023.", "2023-24"),
    ("Exports rose in the first half of 2024.", "2024-01/2024-06"),
    ("Exports rose in the second half of 2024.", "2024-07/2024-12"),
    ("Exports rose in the first quarter of 2024.", "2024-01/2024-03"),
    ("Exports rose in the last quarter of 2024.", "2024-10/2024-12"),
    ("Exports rose in Q3 2023.", "2023-07/2023-09"),
    ("Exports rose in Q3/2023.", "2023-07/2023-09"),
    ("Exports rose in H1 2023.", "2023-01/2023-06"),
    ("Exports rose in the first five months of 2025.", "2025-01/2025-05"),
    ("Exports rose in the last two months of 2024.", "2024-11/2024-12"),
    ("Exports rose in the first three quarters of 2024.", "2024-01/2024-09"),
    ("The dam was finished in mid-2024.", "2024"),
    ("The dam was finished in late 2023.", "2023"),
    ("The dam was finished at the end of 2024.", "2024"),
    ("The dam was finished in early May 2024.", "2024-05"),
    ("Aid fell in fiscal year 2024.", "2024~"),
    ("Aid fell in FY2024.", "2024~"),
    ("Aid fell in FY2023-24.", "2023/2024"),
    ("Aid fell in the financial year 2023/24.", "2023/2024"),
    ("Both premiers came in 1957 and 1961.", "1957;1961"),
    ("Both premiers came in 2019, 2021 and 2023.", "2019;2021;2023"),
    ("They met in March 2024 and May 2025.", "2024-03;2025-05"),
    ("2025 marks half a century of ties between Cuba and Angola.", "2025"),
    ("Trade grew as of March 2024.", "2024-03"),
    ("Trade grew as early as 2010.", "2010"),
    ("The envoys\nmet on 11\nMay 2025.", "2025-05-11"),
]

RANGES = [
    ("They met on 11-12 May 2025.", "2025-05-11/2025-05-12"),
    ("They met on May 11–12, 2025.", "2025-05-11/2025-05-12"),
    ("They met from May 11 to 13, 2025.", "2025-05-11/2025-05-13"),
    ("They met between 3 and 5 June 2024.", "2024-06-03/2024-06-05"),
    ("They met on 3 and 4 June 2024.", "2024-06-03/2024-06-04"),
    ("They met on May 5, 6 and 7, 2024.", "2024-05-05/2024-05-07"),
    ("They met on 5 and 9 May 2024.", "2024-05-05;2024-05-09"),
    ("They met on 3 May and 5 June 2024.", "2024-05-03;2024-06-05"),
    ("They met in November and January 2024.", "2023-11;2024-01"),
    ("They met on May 30 – June 2, 2024.", "2024-05-30/2024-06-02"),
    ("They met from 30 May to June 2, 2024.", "2024-05-30/2024-06-02"),
    ("They met from May 11 to 13 June 2024.", "2024-05-11/2024-06-13"),
    ("They met from Dec 30, 2024, to Jan 2, 2025.", "2024-12-30/2025-01-02"),
    ("They met from December 30 to January 2, 2025.", "2024-12-30/2025-01-02"),
    ("They met from 30 December 2024 to 2 January.", "2024-12-30/2025-01-02"),
    ("Japan held the chair in 2024–2026.", "2024/2026"),
    ("Japan held the chair from 2021 to 2025.", "2021/2025"),
    ("Japan held the chair between 2021 and 2025.", "2021/2025"),
    ("Japan held the chair in 2024/25.", "2024/2025"),
    ("Japan held the chair in 2021-25.", "2021/2025"),
    ("Japan held the chair from late 2023 to early 2024.", "2023/2024"),
    ("Trade fell between March and May 2024.", "2024-03/2024-05"),
    ("Trade fell in May-June 2024.", "2024-05/2024-06"),
    ("Trade fell in Jan.-March 2024.", "2024-01/2024-03"),
    ("Trade fell in May/June 2024.", "2024-05/2024-06"),
    ("Trade fell in June 2023–March 2024.", "2023-06/2024-03"),
    ("Trade fell between the 1960s and the 1980s.", "196X/198X"),
    ("Trade fell from January to April this year.", "2025-01/2025-04"),
    ("Trade fell in the January–April period of last year.", "2024-01/2024-04"),
    ("The shop is open Monday to Friday.", "2025-05-12/2025-05-16"),
    ("The hearing moved from Monday to Friday.", "2025-05-12;2025-05-09"),
]

RELATIVE = [
    ("They met on Monday.", "2025-05-12"),
    ("They met on Wednesday.", "2025-05-14"),
    ("They met on Thursday.", "2025-05-08"),
    ("She arrived in Rabat Monday for talks.", "2025-05-12"),
    ("They met on Tuesday evening.", "2025-05-13"),
    ("The minister will arrive on Monday.", "2025-05-19"),
    ("The minister is to arrive on Monday.", "2025-05-19"),
    ("Finland's premier to visit Quito on Monday.", "2025-05-19"),
    ("On Monday, the minister will leave for Quito.", "2025-05-19"),
    ("The talks, to be held on Friday, were announced on Tuesday.", "2025-05-16;2025-05-13"),
    ("She said on Monday that talks will be held on Friday.", "2025-05-12;2025-05-16"),
    ("The talks will begin soon, the ministry said on Monday.", "2025-05-12"),
    ("They will review the pact signed on Monday.", "2025-05-12"),
    ("Officials said they will meet in Lomé, Accra and Abuja on Friday.", "2025-05-16"),
    ("They meet next Monday.", "2025-05-19"),
    ("They met last Wednesday.", "2025-05-07"),
    ("They met this Tuesday.", "2025-05-13"),
    ("They meet on Friday next week.", "2025-05-23"),
    ("They met on Friday of last week.", "2025-05-09"),
    ("They met on Monday, May 12.", "2025-05-12"),
    ("They met on Monday (May 12) in Riga.", "2025-05-12"),
    ("They met yesterday (12 May).", "2025-05-12"),
    ("They met today.", "2025-05-14"),
    ("They met earlier today.", "2025-05-14"),
    ("They met this morning.", "2025-05-14"),
    ("They met yesterday.", "2025-05-13"),
    ("They met last night.", "2025-05-13"),
    ("They meet tomorrow.", "2025-05-15"),
    ("They meet the day after tomorrow.", "2025-05-16"),
    ("They met this week.", "2025-05-12/2025-05-18"),
    ("They met last week.", "2025-05-05/2025-05-11"),
    ("They meet next week.", "2025-05-19/2025-05-25"),
    ("They met over the weekend.", "2025-05-10/2025-05-11"),
    ("They meet next weekend.", "2025-05-24/2025-05-25"),
    ("They met this month.", "2025-05"),
    ("They met late last month.", "2025-04"),
    ("They meet next month.", "2025-06"),
    ("They met earlier this year.", "2025"),
    ("They met last year.", "2024"),
    ("They meet early next year.", "2026"),
    ("They met last May.", "2024-05"),
    ("They met last March.", "2025-03"),
    ("They meet next May.", "2026-05"),
    ("They met in May this year.", "2025-05"),
    ("They met on 5 May of last year.", "2024-05-05"),
    ("They met last summer.", "2024-22"),
    ("They meet next spring.", "2026-21"),
    ("They met three days ago.", "2025-05-11"),
    ("They met two weeks ago.", "2025-04-28/2025-05-04"),
    ("They met two months ago.", "2025-03"),
    ("They met two years ago.", "2023"),
    ("They met about 30 years ago.", "1995~"),
    ("They met a decade ago.", "2015~"),
    ("They met in the first half of this year.", "2025-01/2025-06"),
    ("They met in the last quarter of last year.", "2024-10/2024-12"),
    ("They met at the end of the year.", "2025"),
    ("They met on May 11-12.", "2025-05-11/2025-05-12"),
    ("They meet on June 3.", "2025-06-03"),
    ("They met on 20 December.", "2024-12-20"),
    ("They met in December.", "2024-12"),
    ("They met in October.", "2024-10"),
    ("They will meet in March.", "2026-03"),
    ("She is the first guest to be received since the vote on 6 May.", "2025-05-06"),
    ("He is set to open the depot, which burnt down on 2 May.", "2025-05-02"),
    ("The envoy leaves Lomé on Friday.", "2025-05-16"),
    ("The tour began on Monday and ends on Friday.", "2025-05-12;2025-05-16"),
    ("In November, the two sides will hold talks.", "2025-11"),
    ("They met on December 30 – January 2.", "2024-12-30/2025-01-02"),
    ("They met on 29 February.", "2024-02-29"),
    ("In 2019 the minister toured Asia and reached Laos on 5 May.", "2019;2019-05-05"),
    ("He saw Laos in December 2023 and Nepal in January.", "2023-12;2024-01"),
    ("After the visit in December 2023, the leaders met on May 11.", "2023-12;2025-05-11"),
    ("In May 11 companies from Ghana exhibited.", "2025-05"),
    ("On May 11 and 12 people were honoured.", "2025-05-11"),
]

NOT_DATES = [
    "Trust has grown over the past 30 years.",
    "The treaty has been in force for 30 years.",
    "They marked the 80th anniversary of the victory.",
    "The decision bears No. 12/2024.",
    "They cited Decree 12/2024/ND-CP.",
    "They cited Order No. 2024.",
    "They cited Resolution 2231 (2015).",
    "They back Agenda 2030.",
    "They back the 2030 Agenda for Sustainable Development.",
    "They back Vision 2030.",
    "They bid for World Cup 2026.",
    "They bid for the 2026 World Cup.",
    "They went to Expo 2025 in Osaka.",
    "They spoke at COP28 and at the G20.",
    "The airline flies the A320 and the Boeing 1900.",
    "Peru shipped 2,000 tonnes.",
    "The hall seats 1992 people.",
    "Aid reached 1500 students in 2000 villages.",
    "Ministers may visit Sofia.",
    "Workers march on 5 streets.",
    "April told the panel about it.",
    "A report by April Jones was read.",
    "Mr. Friday chaired the panel.",
    "May and June Roberts sang.",
    "The motion passed in a 5-4 vote.",
    "The side won 3-1.",
    "Ports loaded 500-600 tonnes.",
    "Firms hired 1500-2000 workers.",
    "Between 1500 and 2000 students applied.",
    "Prices rose from 2000 to 2500 dollars.",
    "Call +84 24 3825 2025.",
    "It was 25 degrees at 10:30.",
    "The standard is ISO 9001:2015.",
    "The protocol is dated 05/06/2024.",
    "It was due on 30 February 2024.",
    "It was due on 31 June.",
    "Caravans crossed in the 1800s.",
    "Aid grew over the last year.",
    "Aid will grow in the next year.",
    "In recent years and in the coming days aid will grow.",
    "Offices close every Monday.",
    "Shops cheered Black Friday.",
    "The Sunday Times reported it.",
    "They meet in November.",  # half a year off: as likely the last as the next one
    "The October attack shook them.",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE + RANGES + RELATIVE)
def test_forms(text: str, expected: str) -> None:
    assert ";".join(found(text)) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "relation"),
    [
        ("They have traded since 1992.", "1992/..", DateRelation.SINCE),
        ("They have traded since the 1990s.", "199X/..", DateRelation.SINCE),
        ("They have traded since 5 May 2020.", "2020-05-05/..", DateRelation.SINCE),
        ("They have traded since Monday.", "2025-05-12/..", DateRelation.SINCE),
        ("They have traded since early 2023.", "2023/..", DateRelation.SINCE),
        ("They have traded since the first quarter of 2023.", "2023-01/..", DateRelation.SINCE),
        ("They will trade from 2024 onwards.", "2024/..", DateRelation.SINCE),
        ("The rule applies from 1 July 2025.", "2025-07-01", DateRelation.FROM),
        ("The rule is effective from 1 July 2025.", "2025-07-01", DateRelation.FROM),
        ("The rule applies until 2030.", "../2030", DateRelation.UNTIL),
        ("The rule applies through June 2026.", "../2026-06", DateRelation.UNTIL),
        ("The rule applies until Friday.", "../2025-05-16", DateRelation.UNTIL),
        ("Work ends by 2030.", "../2030", DateRelation.BY),
        ("Work ends by the end of 2026.", "../2026", DateRelation.BY),
        ("Work ends by the end of this year.", "../2025", DateRelation.BY),
        ("Work ends before the end of May.", "../2025-05", DateRelation.BY),
        ("Work ends no later than May 30.", "../2025-05-30", DateRelation.BY),
        ("Work ends by Friday.", "../2025-05-16", DateRelation.BY),
        ("Work ended before 2020.", "../2019", DateRelation.BEFORE),
        ("Work ended before 1 March 2024.", "../2024-02-29", DateRelation.BEFORE),
        ("Work began after 2020.", "2021/..", DateRelation.AFTER),
        ("Output rose 5% from 2023.", "2023", DateRelation.COMPARED),
        ("Output was higher than in 2023.", "2023", DateRelation.COMPARED),
        ("Output fell compared to the same period last year.", "2024", DateRelation.COMPARED),
        ("They met on 5 May 2024.", "2024-05-05", DateRelation.ON),
        ("They met from 5 to 7 May 2024.", "2024-05-05/2024-05-07", DateRelation.ON),
    ],
)
def test_relation_to_what_is_dated(text: str, expected: str, relation: DateRelation) -> None:
    (mention,) = find(text)
    assert (mention.edtf, mention.relation) == (expected, relation)


@pytest.mark.parametrize(
    ("text", "expected", "nominal"),
    [
        ("They signed a plan for the 2024–2026 period.", "2024/2026", True),
        ("They signed a programme for 2026-2028.", "2026/2028", True),
        ("They signed an action plan for the period from 2024 to 2028.", "2024/2028", True),
        ("They adopted the Work Plan 2024–2026.", "2024/2026", True),
        ("They adopted the Five-Year Plan (2021-2025).", "2021/2025", True),
        ("They adopted a 2026–2030 roadmap.", "2026/2030", True),
        ("They adopted a strategy to 2030.", "../2030", True),
        ("They adopted a budget for 2026.", "2026", True),
        ("Trade doubled during the 2021–2025 period.", "2021/2025", False),
        ("Trade doubled in 2021–2025.", "2021/2025", False),
        ("They recalled the 1991-2002 war.", "1991/2002", False),
        ("Trade doubled from 2021 to 2025.", "2021/2025", False),
        ("Students came in the 2023–2024 school year.", "2023/2024", False),
        ("A visit is scheduled for 2026.", "2026", False),
        ("A visit is planned for May 20-22.", "2025-05-20/2025-05-22", False),
    ],
)
def test_periods_of_plans_are_nominal(text: str, expected: str, nominal: bool) -> None:
    (mention,) = find(text)
    assert (mention.edtf, mention.nominal) == (expected, nominal)


@pytest.mark.parametrize(
    ("text", "expected", "attributive"),
    [
        ("They praised the 2015 agreement.", "2015", True),
        ("They praised the treaty of 1992.", "1992", True),
        ("They praised Angola's 1975 declaration.", "1975", True),
        ("They praised the Treaty of Amity (1976).", "1976", True),
        ("They praised the May 2024 accord.", "2024-05", True),
        ("They praised last month's visit.", "2025-04", True),
        ("They praised Monday's talks.", "2025-05-12", True),
        ("They met on the evening of May 5, 2024.", "2024-05-05", False),
        ("They met in 2015.", "2015", False),
        ("They met in the January–March period.", "2025-01/2025-03", False),
    ],
)
def test_dates_of_a_noun_are_attributive(text: str, expected: str, attributive: bool) -> None:
    (mention,) = find(text)
    assert (mention.edtf, mention.attributive) == (expected, attributive)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("They have traded since 1992, say officials.", "since 1992"),
        ("Work ends by the end of 2026 at most.", "by the end of 2026"),
        ("They met in the early 1990s in Bern.", "the early 1990s"),
        ("They met from 30 May to 2 June 2024 in Bern.", "from 30 May to 2 June 2024"),
        ("They met on Monday (May 12) in Bern.", "Monday (May 12)"),
        ("They met in May 2024 in Bern.", "May 2024"),
    ],
)
def test_span_holds_the_words_that_decide_the_value(text: str, span: str) -> None:
    (mention,) = find(text)
    assert text[mention.start : mention.end] == span


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2025-05", "They met on Monday.", []),
        ("2025-05", "They met today.", ["2025-05"]),
        ("2025-05", "They met last week.", []),
        ("2025-05", "They met last month.", ["2025-04"]),
        ("2025-05", "They met last year.", ["2024"]),
        ("2025-05", "The visit from May 11-12 went well.", ["2025-05-11/2025-05-12"]),
        ("2025", "They met last month.", []),
        ("2025", "They met last year.", ["2024"]),
        ("2025", "They met on May 11.", ["2025-05-11"]),
        (None, "They met on Monday.", []),
        (None, "They met last year.", []),
        (None, "They met on May 11.", []),
        (None, "They met on May 11, 2024.", ["2024-05-11"]),
        ("2025-01-02", "They met last month.", ["2024-12"]),
        ("2025-01-02", "They met on December 30.", ["2024-12-30"]),
        ("2024-12-30", "They meet on January 2.", ["2025-01-02"]),
        ("0001-01-01", "They met yesterday, last month and two years ago.", []),
        ("9999-12-31", "They meet tomorrow, next month and next year.", []),
        ("2020/..", "They met last year and on Monday.", []),
    ],
)
def test_publication_date_resolves_what_its_precision_allows(
    published: str | None, text: str, expected: list[str]
) -> None:
    assert found(text, published) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("The pact was ratified the same day.", "2024-03-03", ["2024-03-03"]),
        ("The pact was ratified later that day.", "2024-03-03", ["2024-03-03"]),
        ("The pact was ratified the following day.", "2024-02-29", ["2024-03-01"]),
        ("Envoys had met a day earlier.", "2024-03-01", ["2024-02-29"]),
        ("Envoys had met the day before.", "2024-03-01", ["2024-02-29"]),
        ("Envoys met two days later.", "2024-03-01", ["2024-03-03"]),
        ("Envoys met the same month.", "2024-03-01", ["2024-03"]),
        ("Envoys met in the same year.", "2024-03", ["2024"]),
        ("Envoys met a year later.", "2024", ["2025"]),
        ("Envoys met on the following Monday.", "2024-03-01", ["2024-03-04"]),
        ("Envoys met in May the same year.", "2019-03", ["2019-05"]),
        ("Envoys met the following day.", "2024-03", []),
        ("Envoys met the following day.", None, []),
        ("Signed on 3 May 2024, it was ratified the same day.", None, ["2024-05-03", "2024-05-03"]),
    ],
)
def test_anchor_resolves_what_counts_from_the_date_before(text: str, anchor: str | None, expected: list[str]) -> None:
    assert found(text, None, anchor) == expected


def test_without_publication_the_date_before_gives_the_year() -> None:
    assert found("On 3 June 2020 they met; on 7 July they signed.", None) == ["2020-06-03", "2020-07-07"]
    assert found("On 7 July they signed.", None, "2020-06-03") == ["2020-07-07"]
    assert found("On 7 July they signed.", None, "2020") == []


def test_only_the_span_counts_and_offsets_are_those_of_the_text() -> None:
    text = "In 1999 they met. In 2001 they signed. In 2003 they parted."
    (mention,) = dates.find(text, 18, 38, None)
    assert (text[mention.start : mention.end], mention.edtf) == ("2001", "2001")


_PIECES = (
    "May |June |Jan. |11|12 |-|–| to |from |since |by |the |end of |2024|2025 |Monday| on |, |/|(|)| and |between |"
    "last |next |year |month |week |first |half |of |1990s|Q3 |two |days |ago |same |day |. |’s |% |people |for |in |"
    "early |mid-|will |until |after |before |31 |February |year-end |İ|\n|period "
).split("|")
_DATES = st.sampled_from(
    [None, "2025-05-14", "2025-05", "2025", "0001-01-01", "9999-12-31", "2024/..", "199X", "2024~"]
)


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)),
    _DATES,
    _DATES,
    st.integers(0, 20),
)
def test_every_mention_is_valid_and_in_its_place(
    text: str, published: str | None, anchor: str | None, start: int
) -> None:
    start = min(start, len(text))
    mentions = dates.find(
        text,
        start,
        len(text),
        edtf.parse(published) if published else None,
        edtf.parse(anchor) if anchor else None,
    )
    position = start
    for mention in mentions:
        edtf.parse(mention.edtf)
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
