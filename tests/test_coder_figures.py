from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import edtf
from comity.coder import dates, figure_counts, figures
from comity.coder.figures import FigureMention
from comity.diagnostics import InputError
from comity.terms import Qualifier

UNITS = figures.load_units(Path(__file__).parents[1] / "codebook")
EXACT, ABOUT, AT_LEAST, AT_MOST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST


def find(text: str, names: tuple[str, ...] = ()) -> tuple[FigureMention, ...]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    mentions = dates.find(text, 0, len(text), edtf.parse("2025-05-14"))
    return figures.find(text, 0, len(text), mentions, spans, UNITS)


AMOUNTS = [
    ("They told of a trade turnover of 180 million USD.", 180_000_000, EXACT, "USD", "trade turnover"),
    ("Trade reached $1.2 billion.", 1_200_000_000, EXACT, "USD", "trade"),
    ("Kenya took out a loan of US$ 3.5bn.", 3_500_000_000, EXACT, "USD", "loan"),
    ("Kenya received a grant of $5m.", 5_000_000, EXACT, "USD", "grant"),
    ("Sweden gave €20 million in aid to Zambia.", 20_000_000, EXACT, "EUR", "aid"),
    ("Exports to Ghana were worth 1.5 billion euros.", 1_500_000_000, EXACT, "EUR", "exports to Ghana"),
    ("Japan offered a loan of 300 billion yen.", 300_000_000_000, EXACT, "JPY", "loan"),
    ("The budget is VND 5 trillion.", 5_000_000_000_000, EXACT, "VND", "budget"),
    ("Its budget was 12.5 trillion won.", 12_500_000_000_000, EXACT, "KRW", "budget"),
    ("The bank approved a EUR 50 million loan.", 50_000_000, EXACT, "EUR", "loan"),
    ("The bank approved a 10 million-euro grant.", 10_000_000, EXACT, "EUR", "grant"),
    ("Two-way trade stood at a modest 154 million dollars.", 154_000_000, EXACT, "USD", "two-way trade"),
    ("Sales were worth between 30 and 40 million pounds.", 30_000_000, AT_LEAST, "pound", "sales"),
    ("Total investment exceeded $7 billion.", 7_000_000_000, AT_LEAST, "USD", "investment"),
    ("Investment more than doubled to $3 billion.", 3_000_000_000, EXACT, "USD", "investment"),
    ("They agreed to raise bilateral trade to $10 billion.", 10_000_000_000, EXACT, "USD", "bilateral trade"),
    ("They will bring trade turnover to 500 million roubles.", 500_000_000, EXACT, "RUB", "trade turnover"),
    ("Firms have invested nearly $2 billion.", 2_000_000_000, ABOUT, "USD", "investment"),
    ("They pledged $20 million for flood relief.", 20_000_000, EXACT, "USD", "pledge"),
    ("Belgium provided 300,000 EUR for the school.", 300_000, EXACT, "EUR", "school"),
    ("The plan has a capital of up to half a million dirhams.", 500_000, AT_MOST, "dirham", "capital"),
    ("Peru's exports to Japan hit A$24 billion.", 24_000_000_000, EXACT, "AUD", "exports to Japan"),
    ("Two-way trade between Peru and Chile hit Rs 500 crore.", 5_000_000_000, EXACT, "rupee", "two-way trade"),
    ("Trade, which reached $800 million, is growing.", 800_000_000, EXACT, "USD", "trade"),
    ("The fund holds CHF 20m.", 20_000_000, EXACT, "CHF", "amount"),
    ("They pledged $US50 million.", 50_000_000, EXACT, "USD", "pledge"),
    ("They may raise tea sales to the level of $9 million.", 9_000_000, EXACT, "USD", "tea sales"),
    ("Trade reached KD 10 million.", 10_000_000, EXACT, "KWD", "trade"),
    ("A grant of MVR 4 million was given.", 4_000_000, EXACT, "MVR", "grant"),
    (
        "Trade between Peru and Chile, a pillar of ties, is expected to reach $9bn.",
        9_000_000_000,
        EXACT,
        "USD",
        "trade",
    ),
    ("It aims to raise trade between the two sides to $4 billion.", 4_000_000_000, EXACT, "USD", "trade"),
    ("Peru's trade with Chile hit $3bn.", 3_000_000_000, EXACT, "USD", "trade"),
    ("Japan gave a grant of two hundred million Japanese Yen.", 200_000_000, EXACT, "JPY", "grant"),
    ("A grant of approximate 5 million rand was given.", 5_000_000, ABOUT, "ZAR", "grant"),
    ("Tea sales, worth $350m a year, may grow.", 350_000_000, EXACT, "USD", "tea sales a year"),
]

SHARES = [
    ("Bilateral trade increased by 20 percent.", 20, EXACT, "percent", "increase in bilateral trade"),
    ("Exports rose 12%.", 12, EXACT, "percent", "increase in exports"),
    ("Exports to Peru fell by more than 5 per cent.", 5, AT_LEAST, "percent", "decrease in exports to Peru"),
    ("Tariffs will be cut by up to 20 per cent.", 20, AT_MOST, "percent", "decrease in tariffs"),
    ("They want to raise wheat sales by 7.5%.", Decimal("7.5"), EXACT, "percent", "increase in wheat sales"),
    ("A 20 percent increase in exports was recorded.", 20, EXACT, "percent", "increase in exports"),
    ("Fiji saw an increase of 20 percent in funding.", 20, EXACT, "percent", "increase in funding"),
    ("Exports make up 40 percent of output.", 40, EXACT, "percent", "share of output"),
    ("Some 70% of its exports go to Egypt.", 70, ABOUT, "percent", "share of exports"),
    ("Unemployment stood at 5 percent.", 5, EXACT, "percent", "unemployment"),
    ("Ghana imposed a 25% tariff on steel.", 25, EXACT, "percent", "tariff"),
    ("Imports grew 3 percentage points.", 3, EXACT, "percentage point", "increase in imports"),
    ("Output was 5 to 6 percent lower than expected.", 5, AT_LEAST, "percent", "decrease in output"),
    ("Growth is forecast at 6.5%.", Decimal("6.5"), EXACT, "percent", "growth"),
    ("Output rose from 20 to 30 percent.", 30, EXACT, "percent", "output"),
]

QUANTITIES = [
    ("Egypt donated 500 tonnes of rice.", 500, EXACT, "tonne", "rice"),
    ("Egypt bought 3,000 tons of Serbian wheat.", 3000, EXACT, "tonne", "Serbian wheat"),
    ("A 30 MW solar plant will be built.", 30, EXACT, "megawatt", "solar plant"),
    ("A 1,200-MW power plant will be built.", 1200, EXACT, "megawatt", "power plant"),
    ("The plant has a capacity of 30MW.", 30, EXACT, "megawatt", "capacity"),
    ("They opened a 120 km railway.", 120, EXACT, "kilometre", "railway"),
    ("They opened a 165-kilometre (103-mile) railway.", 165, EXACT, "kilometre", "railway"),
    ("A cable bridge some 640 metres long will be built.", 640, ABOUT, "metre", "cable bridge"),
    ("Iran sells 2 billion cubic metres of gas a year.", 2_000_000_000, EXACT, "cubic metre", "gas"),
    ("The farm covers 20 hectares.", 20, EXACT, "hectare", "area"),
    ("The visa allows a stay of up to 90 days.", 90, AT_MOST, "day", "stay"),
]

COUNTS = [
    ("They have signed about 50 documents.", 50, ABOUT, "document", "documents"),
    ("Nine localities have ties.", 9, EXACT, "locality", "localities"),
    ("A 12-member delegation made a three-day visit.", 12, EXACT, "person", "members of the delegation"),
    ("An eight-strong Omani trade mission came.", 8, EXACT, "person", "members of the Omani trade mission"),
    ("Thousands of students came.", 1000, AT_LEAST, "person", "students"),
    ("It gave tens of thousands of dollars.", 10_000, AT_LEAST, "USD", "amount"),
    ("Ties have grown over the past 30 years.", 30, EXACT, "year", "past years"),
    ("They told of nearly 40 years of friendship.", 40, ABOUT, "year", "years of friendship"),
    ("They marked the 70th anniversary of the peace accord.", 70, EXACT, "year", "anniversary of peace accord"),
    ("The airline runs three weekly flights to Lima.", 3, EXACT, "flight", "weekly flights"),
    ("Japan gave 300 water purifiers.", 300, EXACT, "water purifier", "water purifiers"),
    ("Japan gave 90 heavy pumps.", 90, EXACT, "pump", "heavy pumps"),
    ("Japan runs 90 irrigation projects.", 90, EXACT, "project", "irrigation projects"),
    ("Seven rural units took part.", 7, EXACT, "rural unit", "rural units"),
    ("The fair drew 20 Chilean start-ups.", 20, EXACT, "company", "Chilean start-ups"),
    ("The two Omani helicopters that were sent to Fiji flew.", 2, EXACT, "aircraft", "Omani helicopters"),
    ("It sent an observer mission of 14 to Fiji.", 14, EXACT, "person", "members of the mission"),
    ("Some 1,200 of their descendants live there.", 1200, ABOUT, "person", "descendants"),
    ("Ten Omani chemists came.", 10, EXACT, "person", "Omani chemists"),
    ("It sent 40 oxen.", 40, EXACT, "animal", "oxen"),
    ("It trained 30 seismologists.", 30, EXACT, "person", "seismologists"),
    ("A grant of R20 million was given.", 20_000_000, EXACT, "ZAR", "grant"),
    ("More than 3,000 students came.", 3000, AT_LEAST, "person", "students"),
    ("Nearly 40 companies came.", 40, ABOUT, "company", "companies"),
    ("They signed two dozen agreements.", 24, EXACT, "document", "agreements"),
    ("The fair drew a dozen firms.", 12, EXACT, "firm", "firms"),
    ("The line runs 12 direct flights a week.", 12, EXACT, "flight", "direct flights a week"),
    ("The market has 2.5 million people.", 2_500_000, EXACT, "person", "people"),
    ("Half a million people live there.", 500_000, EXACT, "person", "people"),
    ("Two and a half million people live there.", 2_500_000, EXACT, "person", "people"),
    ("Two hundred and fifty children were treated.", 250, EXACT, "person", "children"),
    ("India offers 30-40 scholarships a year.", 30, AT_LEAST, "scholarship", "scholarships a year"),
    ("India offers three to five courses.", 3, AT_LEAST, "course", "courses"),
    ("The museum has 500+ paintings.", 500, AT_LEAST, "painting", "paintings"),
    ("The hall holds 500 or so spectators.", 500, ABOUT, "person", "spectators"),
    ("Fewer than 200 women voted.", 200, AT_MOST, "person", "women"),
    ("They lent twenty-five aircraft.", 25, EXACT, "aircraft", "aircraft"),
    ("Poland bought 180 K2 tanks.", 180, EXACT, "tank", "K2 tanks"),
    ("The bloc has 27 member states.", 27, EXACT, "state", "member states"),
    ("The summit drew leaders of 53 countries.", 53, EXACT, "country", "countries"),
    ("The games had 12 sports events.", 12, EXACT, "event", "sports events"),
    ("Some 500,000 doses of vaccine arrived.", 500_000, ABOUT, "dose", "vaccine"),
    ("India handed over two ambulances.", 2, EXACT, "vehicle", "ambulances"),
    ("Under twelve agreements, aid will flow.", 12, EXACT, "document", "agreements"),
    ("About 60,000 Kenyans live there.", 60_000, ABOUT, "Kenyan", "Kenyans"),
    ("Ghana elected 275 MPs.", 275, EXACT, "person", "MPs"),
    ("The number of Czech tourists reached 12,000.", 12_000, EXACT, "person", "Czech tourists"),
    ("It trained 1\u00a0250 nurses.", 1250, EXACT, "person", "nurses"),
    ("Six other agreements were signed.", 6, EXACT, "document", "agreements"),
    ("Fiji got three patrol boats.", 3, EXACT, "vessel", "patrol boats"),
    ("Trade grew 15-fold.", 15, EXACT, "times", "increase in trade"),
    ("Tea sales grew 2.5 times.", Decimal("2.5"), EXACT, "times", "increase in tea sales"),
    ("Ghana's population is 33 million.", 33_000_000, EXACT, "person", "population"),
    ("It trained 1.250.000 nurses.", 1_250_000, EXACT, "person", "nurses"),
]

NOT_FIGURES = [
    "They met on 11 May 2025 and on 24.09.2024.",
    "They met on May 11-12 and in 2023.",
    "It was the 14th session and the third of its kind.",
    "He is 45 years old, and she, aged 35, is younger.",
    "Ties have grown over the past 3 years.",
    "They met the 15-member Security Council for three days.",
    "They gave N95 masks to Peru on its 60th anniversary.",
    "Decree 12/2024 and Resolution 2231 apply.",
    "Article 5 provisions and Decree No. 20 rules apply.",
    "One of the ministers met one envoy.",
    "The two countries and both sides met.",
    "Two countries, two sides and three ministers met.",
    "The two leaders and the five Central Asian states met.",
    "The motion passed in a 5-4 vote.",
    "Call +84 24 3825 5555.",
    "G7 and G20 leaders met in room 12.",
    "The Airbus A320, the Su-30 and COVID-19 were topics.",
    "Boeing 737 jets were sold.",
    "They met three times on two occasions.",
    "Tens of students and dozens of firms came in their thousands.",
    "Several hundred people came.",
    "Two-thirds of them agreed.",
    "Nearly one in five people agreed.",
    "The 2030 Agenda has many goals.",
    "They play the 2026 World Cup matches.",
    "It left at 10:30 and cost nothing.",
    "The board met 4 times a year.",
    "Two of the agreements are on air services.",
]


@pytest.mark.parametrize(("text", "value", "qualifier", "unit", "measure"), [*AMOUNTS, *SHARES, *QUANTITIES, *COUNTS])
def test_forms(text: str, value: Decimal | int, qualifier: Qualifier, unit: str, measure: str) -> None:
    (figure,) = find(text)
    assert (figure.value, figure.qualifier, figure.unit, figure.measure) == (value, qualifier, unit, measure)


def test_parts_and_wholes() -> None:
    for text in ("Peru has ties with six out of seven provinces.", "Peru has ties with six of the seven provinces."):
        told = [(figure.value, figure.unit, figure.measure) for figure in find(text)]
        assert told == [(6, "province", "provinces"), (7, "province", "provinces in all")]


def test_a_sum_without_its_currency_has_that_before_it() -> None:
    told = [
        (f.value, f.unit, f.measure) for f in find("Exports rose to 9 million euros, while imports fell to 3 million.")
    ]
    assert told == [(9_000_000, "EUR", "exports"), (3_000_000, "EUR", "imports")]
    assert len(find("Exports rose to 9 million euros, while visits fell to 3 million trips.")) == 2


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_what_is_no_figure(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade reached $2 billion in 2023.", [("trade", "2023")]),
        ("In 2023, trade between Peru and Chile reached $2 billion.", [("trade", "2023")]),
        ("Trade reached $2 billion last year.", [("trade", "2024")]),
        ("They have signed 50 documents since 1992.", [("documents", "1992/..")]),
        ("Trade grew from $2 billion in 2020 to $3 billion in 2023.", [("trade", "2020"), ("trade", "2023")]),
        ("Trade was $300m in 2020 and $450m in 2023.", [("trade", "2020"), ("trade", "2023")]),
        (
            "Trade reached $2 billion in 2024, up 5% from 2023.",
            [("trade", "2024"), ("increase in trade", "2024")],
        ),
        ("Fiji got 12 boats and 3 helicopters in 2024.", [("boats", "2024"), ("helicopters", "2024")]),
        ("The mill has 200 workers and was founded in 1911.", [("workers", None)]),
        ("Chile trained 20 nurses – 2023 was a good year.", [("nurses", None)]),
        ("The firm, founded in 1911, sent 20 trucks.", [("trucks", None)]),
        ("They signed 12 contracts under the 2024-2026 programme.", [("contracts", None)]),
        ("Growth is forecast at 6.5% for 2026.", [("growth", "2026")]),
        ("They praised the 12 contracts.", []),
    ],
)
def test_date(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(figure.measure, figure.date) for figure in find(text)] == expected


def test_an_amount_in_other_money_is_a_figure_of_its_own() -> None:
    figures = find("The loan is 5.2 billion yen ($39 million).")
    assert [(figure.unit, figure.measure) for figure in figures] == [("JPY", "loan"), ("USD", "loan")]
    figures = find("The loan is VND 5 trillion, or about $200 million.")
    assert [(figure.unit, figure.qualifier) for figure in figures] == [("VND", EXACT), ("USD", ABOUT)]


def test_a_length_in_another_unit_is_the_same_figure() -> None:
    assert [figure.unit for figure in find("They build a 165-kilometre (103-mile) line.")] == ["kilometre"]


def test_a_multiple_is_of_what_the_figure_before_it_measures() -> None:
    figures = find("Trade came to $8 billion, more than five times the figure of old.")
    assert [(figure.unit, figure.measure) for figure in figures] == [("USD", "trade"), ("times", "trade")]


@pytest.mark.parametrize(
    ("text", "nation", "measure"),
    [
        ("About 60,000 Kenyans live there.", "Kenyans", "Kenyans"),
        ("Some 500 Timorese work there.", "Timorese", "Timorese"),
    ],
)
def test_nationals_are_persons(text: str, nation: str, measure: str) -> None:
    span = (text.index(nation), text.index(nation) + len(nation))
    (figure,) = figures.find(text, 0, len(text), (), [span], UNITS, [span])
    assert (figure.unit, figure.measure) == ("person", measure)


def test_numbers_in_names_are_no_figures() -> None:
    text = "The Group of 77 members sent 20 envoys to the 12 Apostles Hotels."
    assert [figure.measure for figure in find(text, ("Group of 77", "12 Apostles Hotels"))] == ["envoys"]


def test_a_name_before_a_number_is_a_receiver_where_it_is_known() -> None:
    text = "Japan gave Laos 20 ambulances."
    assert find(text) == ()
    assert [figure.measure for figure in find(text, ("Laos",))] == ["ambulances"]


def test_span_runs_from_the_qualifier_to_the_noun() -> None:
    text = "There are more than 3,000 young students in town, and a loan of US$ 3.5bn in the bank."
    assert [text[figure.start : figure.end] for figure in find(text)] == [
        "more than 3,000 young students",
        "US$ 3.5bn",
    ]


def test_several_figures_keep_their_own_measures() -> None:
    text = "Canada has put $2 billion into 30 projects with a total registered capital of $5 billion."
    assert [(figure.value, figure.measure) for figure in find(text)] == [
        (2_000_000_000, "amount"),
        (30, "projects"),
        (5_000_000_000, "registered capital"),
    ]


def test_numbers_too_long_for_the_tables_are_left_out() -> None:
    assert find("They counted 1,234,567,890,123,456 stars and 1234567890123456 galaxies.") == ()


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("companies", "company"),
        ("boxes", "box"),
        ("matches", "match"),
        ("classes", "class"),
        ("houses", "house"),
        ("heroes", "hero"),
        ("shoes", "shoe"),
        ("ties", "tie"),
        ("ships", "ship"),
    ],
)
def test_singular(plural: str, singular: str) -> None:
    assert figure_counts.singular(plural) == singular


def test_units_are_read_with_every_problem(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(
        "unit,kind,names\nEUR,currency,euro|euros\nXYZ,money,xyz\nEUR,currency,euro\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as raised:
        figures.load_units(tmp_path)
    assert [(problem.rule.code, problem.place.line) for problem in raised.value.problems] == [("B003", 3), ("B004", 4)]


def test_a_name_of_two_units_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,kind,names\nDKK,currency,krone\nNOK,currency,krone\n", encoding="utf-8")
    with pytest.raises(InputError, match="`krone` is a name of `DKK` too"):
        figures.load_units(tmp_path)


def test_units_of_the_codebook() -> None:
    currencies = [unit.name for unit in UNITS.quantities.values() if unit.kind == "currency" and unit.name.isupper()]
    assert all(len(code) == 3 for code in currencies)
    assert UNITS.quantity("kWh") != UNITS.quantity("MWh")


_PIECES = (
    "5|20 |3,000 |1.5 |$|€|US$ | million |bn |two |twenty-five |half a |dozen |hundred |% |percent |tonnes |of rice |"
    "-|–| to |from |between |and |more than |about |up to |rose |by |reached |trade |exports |students |people |the |"
    "a |in 2023 |last year |, |. |(|)|out of |the 12 |No. |MW |km |s |’s |days |long |worth |GDP |Laos |İ|\n|per |"
    "year |up "
).split("|")


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)), st.integers(0, 9)
)
def test_every_mention_is_valid_and_in_its_place(text: str, start: int) -> None:
    start = min(start, len(text))
    mentions = dates.find(text, start, len(text), edtf.parse("2025-05-14"))
    position = start
    for figure in figures.find(text, start, len(text), mentions, [], UNITS):
        assert position <= figure.start < figure.end <= len(text)
        assert figure.measure == " ".join(figure.measure.split()) != ""
        assert figure.unit
        assert figure.value.is_finite()
        assert len(figure.value.as_tuple().digits) <= 15
        if figure.date is not None:
            edtf.parse(figure.date)
        position = figure.end


@pytest.mark.parametrize(
    ("name", "adjectives", "unit"),
    [
        ("rupee", ("Indian", "Norwegian"), "INR"),
        ("rupee", ("Indian", "Nepali"), "rupee"),
        ("rupee", (), "rupee"),
        ("person", ("Indian",), "person"),
    ],
)
def test_a_name_of_many_currencies_is_that_of_the_country_that_has_one(
    name: str, adjectives: tuple[str, ...], unit: str
) -> None:
    assert UNITS.national(name, adjectives) == unit
