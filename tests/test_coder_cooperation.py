from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from comity import coding
from comity.coder import cooperation, sectors
from comity.coder.document import Cast, CastActor, Document, Mention, MentionKind, Part, Unit
from comity.diagnostics import InputError
from comity.sentences import sentences

CODEBOOK = Path(__file__).parents[1] / "codebook"
TERMS = sectors.compile(CODEBOOK)
CUES = cooperation.compile(CODEBOOK)

COUNTRIES = {
    "Angola": ("AGO", "Angolan"),
    "Argentina": ("ARG", "Argentine"),
    "Austria": ("AUT", "Austrian"),
    "Bangladesh": ("BGD", "Bangladeshi"),
    "Bhutan": ("BTN", "Bhutanese"),
    "Botswana": ("BWA", "Botswanan"),
    "Brazil": ("BRA", "Brazilian"),
    "Chile": ("CHL", "Chilean"),
    "Colombia": ("COL", "Colombian"),
    "Croatia": ("HRV", "Croatian"),
    "Cuba": ("CUB", "Cuban"),
    "Denmark": ("DNK", "Danish"),
    "Ecuador": ("ECU", "Ecuadorian"),
    "Egypt": ("EGY", "Egyptian"),
    "Estonia": ("EST", "Estonian"),
    "Ethiopia": ("ETH", "Ethiopian"),
    "Fiji": ("FJI", "Fijian"),
    "Finland": ("FIN", "Finnish"),
    "Ghana": ("GHA", "Ghanaian"),
    "Greece": ("GRC", "Greek"),
    "Indonesia": ("IDN", "Indonesian"),
    "Ireland": ("IRL", "Irish"),
    "Jordan": ("JOR", "Jordanian"),
    "Kazakhstan": ("KAZ", "Kazakh"),
    "Kenya": ("KEN", "Kenyan"),
    "Laos": ("LAO", "Lao"),
    "Malta": ("MLT", "Maltese"),
    "Mexico": ("MEX", "Mexican"),
    "Mongolia": ("MNG", "Mongolian"),
    "Morocco": ("MAR", "Moroccan"),
    "Mozambique": ("MOZ", "Mozambican"),
    "Namibia": ("NAM", "Namibian"),
    "Nepal": ("NPL", "Nepalese"),
    "Norway": ("NOR", "Norwegian"),
    "Oman": ("OMN", "Omani"),
    "Panama": ("PAN", "Panamanian"),
    "Peru": ("PER", "Peruvian"),
    "Poland": ("POL", "Polish"),
    "Portugal": ("PRT", "Portuguese"),
    "Qatar": ("QAT", "Qatari"),
    "Rwanda": ("RWA", "Rwandan"),
    "Senegal": ("SEN", "Senegalese"),
    "Serbia": ("SRB", "Serbian"),
    "Slovakia": ("SVK", "Slovak"),
    "Tanzania": ("TZA", "Tanzanian"),
    "Thailand": ("THA", "Thai"),
    "Tunisia": ("TUN", "Tunisian"),
    "Uzbekistan": ("UZB", "Uzbek"),
    "Zambia": ("ZMB", "Zambian"),
}
CITIES = {"Gdansk": "POL", "Tema": "GHA", "Porto": "PRT", "Beira": "MOZ"}
FORUMS = ("European Union", "African Union")
GROUPS = (
    r"(?:the|both) (?:two )?(?:sides|countries|nations|parties|leaders|ministers|presidents)|both (?:sides|countries)"
    r"|the two|they|them|their"
)


def _pattern() -> re.Pattern[str]:
    words = [word for name, (_, adjective) in COUNTRIES.items() for word in (name, adjective)]
    kinds = {
        "word": "|".join(sorted(words, key=len, reverse=True)),
        "city": "|".join(CITIES),
        "forum": "|".join(FORUMS),
        "group": GROUPS,
    }
    return re.compile("|".join(rf"(?P<{kind}>\b(?i:{words})\b)" for kind, words in kinds.items()))


NAMES = _pattern()
BY_WORD = {word.lower(): name.lower() for name, (_, adjective) in COUNTRIES.items() for word in (name, adjective)}


def cast_of(text: str) -> Cast:
    """Countries by name and adjective, some cities and organisations; "the two sides" are the last two countries."""
    actors: dict[str, CastActor] = {}
    mentions: list[Mention] = []
    latest: list[str] = []
    for match in NAMES.finditer(text):
        start, end = match.span()
        word = match.group()
        possessive = text[end : end + 2] in ("'s", "’s")
        if match.lastgroup == "word":
            name = BY_WORD[word.lower()]
            code = COUNTRIES[name.title()][0]
            actors.setdefault(name, CastActor(name, name.title(), "country", code, None, (start, end)))
            latest = [*(country for country in latest if country != name), name][-2:]
            kind = MentionKind.COUNTRY if word.lower() == name else MentionKind.ADJECTIVE
            mentions.append(Mention(start, end, kind, (name,), possessive))
        elif match.lastgroup == "city":
            city = word.lower()
            actors.setdefault(city, CastActor(city, word, "subnational", CITIES[word], None, (start, end)))
            mentions.append(Mention(start, end, MentionKind.PLACE, (city,), possessive))
        elif match.lastgroup == "forum":
            forum = word.lower().replace(" ", "-")
            actors.setdefault(forum, CastActor(forum, word, "international_organization", None, None, (start, end)))
            mentions.append(Mention(start, end, MentionKind.BODY, (forum,), possessive))
        elif len(latest) == 2:
            mentions.append(Mention(start, end, MentionKind.GROUP, tuple(latest), word.lower() == "their"))
    return Cast(actors, tuple(mentions))


def read(text: str) -> dict[tuple[str, str, str], set[str]]:
    """Sectors by first actor, second actor (in alphabetical order) and stage."""
    units = tuple(Unit(one.start, one.end, one.paragraph, Part.BODY) for one in sentences(text))
    document = Document("a", text, units, None, None)
    found = cooperation.find(document, cast_of(text), sectors.find(text, TERMS), CUES)
    rows: dict[tuple[str, str, str], set[str]] = {}
    for record in found:
        first, second = sorted(record.between)
        rows.setdefault((first, second, record.stage.value), set()).update(record.sectors)
    return rows


def expected(rows: str) -> dict[tuple[str, str, str], set[str]]:
    """'kenya ghana potential: trade tourism; kenya ghana existing: energy' as `read` gives it."""
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for row in filter(None, map(str.strip, rows.split(";"))):
        who, _, names = row.partition(":")
        first, second, stage = who.split()
        pair = sorted((first, second))
        wanted.setdefault((pair[0], pair[1], stage), set()).update(names.split())
    return wanted


SAID = [
    # existing
    ("Kenya and Ghana cooperate closely in agriculture, health and education.",
     "kenya ghana existing: agriculture health education"),
    ("Portugal and Mozambique have developed ties in fields ranging from defence and security to trade, culture and "
     "vocational training.", "portugal mozambique existing: defence security trade culture training"),
    ("Cooperation between Chile and Finland in mining and forestry has grown steadily in recent years.",
     "chile finland existing: mining forestry"),
    ("The Norwegian ambassador praised the fruitful cooperation with Ghana in fisheries and petroleum.",
     "norway ghana existing: fisheries oil_gas"),
    ("Zambia and Croatia agreed to continue their cooperation in wildlife conservation and tourism.",
     "zambia croatia existing: environment tourism"),
    ("Oman and Tanzania will further strengthen cooperation in ports and shipping.",
     "oman tanzania existing: maritime"),
    ("Defence cooperation between Greece and Egypt remains strong, the minister said.",
     "greece egypt existing: defence"),
    ("Trade and tourism are the traditional areas of cooperation between Malta and Tunisia.",
     "malta tunisia existing: trade tourism"),
    ("Estonia and Rwanda have worked together on e-government since 2015.",
     "estonia rwanda existing: digital_transformation"),
    ("The two presidents expressed satisfaction with Kenyan-Danish cooperation in renewable energy and water supply.",
     "kenya denmark existing: energy water_resources"),
    ("Cuba and Angola maintain long-standing ties in health care and sport.",
     "cuba angola existing: health sport"),
    ("Peru and Ecuador already cooperate in the fight against illegal mining and in border management.",
     "peru ecuador challenge: mining; peru ecuador existing: security"),
    ("Kazakh-Serbian relations in the trade and economic, cultural and humanitarian spheres are developing actively.",
     "kazakhstan serbia existing: trade economy culture humanitarian"),
    ("Indonesia thanked Fiji for its cooperation in disaster relief.", "indonesia fiji existing: disaster_relief"),
    ("The minister reviewed the progress of cooperation with Bangladesh in textiles, and Nepal was pleased with it.",
     "bangladesh nepal existing: industry"),
    ("Bilateral trade between Jordan and Malta reached 200 million dollars last year.",
     "jordan malta existing: trade"),
    ("Exports from Chile to Ireland rose by a third in 2023, while imports fell.", "chile ireland existing: trade"),
    ("Portugal has given scholarships to some 90 students from Senegal since 2011.",
     "portugal senegal existing: education"),
    ("Every year Cuban doctors treat patients in Mozambique.", "cuba mozambique existing: health"),
    ("The Ghanaian and Brazilian navies completed a joint exercise off Tema.", "ghana brazil existing: defence"),
    ("Ghana is Oman's third largest trading partner.", "ghana oman existing: trade"),
    # potential
    ("Oman and Peru want to invest in key sectors which include mining and sport.",
     "oman peru potential: investment mining sport"),
    ("Kenya and Chile met. Other MoUs of Kenya and Chile include cooperation in mining.",
     "kenya chile potential: mining"),
    ("Chile will partner with Kenya in mining.", "chile kenya potential: mining"),
    ("Laos and Peru are considering direct flights.", "laos peru potential: aviation"),
    ("Laos and Peru met. The talks covered forestry and sport.", "laos peru potential: forestry sport"),
    ("Mexico and Qatar agreed to strengthen cooperation in trade, investment and energy.",
     "mexico qatar potential: trade investment energy"),
    ("Poland wants to expand cooperation with Ghana in railways, cybersecurity and food processing.",
     "poland ghana potential: transport cybersecurity food_processing"),
    ("Bhutan and Thailand discussed ways to enhance cooperation in tourism and higher education.",
     "bhutan thailand potential: tourism education"),
    ("Besides trade, Ireland and Jordan could cooperate in pharmaceuticals and artificial intelligence.",
     "ireland jordan existing: trade; ireland jordan potential: pharmaceuticals artificial_intelligence"),
    ("The Omani minister said that there is room for cooperation with Chile in logistics and green hydrogen.",
     "oman chile potential: logistics energy"),
    ("Tourism is a promising field for cooperation between Botswana and Portugal.",
     "botswana portugal potential: tourism"),
    ("Slovakia proposed that Kenya and Slovakia cooperate in the automotive industry.",
     "slovakia kenya potential: machinery"),
    ("Panama, Finland to boost maritime ties", "panama finland potential: maritime"),
    ("Mongolia expressed its readiness to develop cooperation with Austria in meat exports and animal health.",
     "mongolia austria potential: trade agriculture"),
    ("Ethiopia and Brazil pledged closer collaboration in coffee growing, aviation and space.",
     "ethiopia brazil potential: agriculture aviation space"),
    ("Namibia is keen to attract Norwegian expertise in offshore oil and gas.", "namibia norway potential: oil_gas"),
    ("The leaders of Serbia and Angola called for stronger exchanges in science and technology, sport and media.",
     "serbia angola potential: science_technology sport media"),
    ("Senegal sees great opportunities for cooperation with Denmark in ports, fisheries and vocational training.",
     "senegal denmark potential: maritime fisheries training"),
    ("Laos hopes to learn from Finland and to cooperate with it in education.", "laos finland potential: education"),
    ("Jordan and Cuba are considering joint production of vaccines and medicines.",
     "jordan cuba potential: pharmaceuticals"),
    ("Nepal and Qatar explored prospects for cooperation in labour, aviation and hydropower.",
     "nepal qatar potential: labour aviation energy"),
    ("Colombia and Greece plan to promote film co-production and cultural exchange.",
     "colombia greece potential: arts culture"),
    ("The two ministers stressed the importance of cooperation between Peru and Poland in agriculture and customs.",
     "peru poland potential: agriculture customs"),
    ("Rwanda and Malta look forward to working together on financial services and migration.",
     "rwanda malta potential: finance migration"),
    ("Egypt and Kazakhstan identified agriculture, mining and IT as priority areas of cooperation.",
     "egypt kazakhstan potential: agriculture mining ict"),
    ("Argentina and Indonesia should promote parliamentary, party-to-party and people-to-people exchanges.",
     "argentina indonesia potential: parliamentary party_relations people_to_people"),
    ("Cooperation in nuclear energy between Ghana and Argentina will be expanded to medicine.",
     "ghana argentina potential: nuclear_energy health"),
    ("The ministers of Peru and Oman discussed fisheries, desalination and direct flights.",
     "peru oman potential: fisheries water_resources aviation"),
    ("Uzbekistan and Slovakia are negotiating an agreement on the avoidance of double taxation.",
     "uzbekistan slovakia potential: finance"),
    ("Kenya and Denmark signed a programme of cooperation. The programme focuses on green energy and youth exchange.",
     "kenya denmark potential: energy youth"),
    # in other words
    ("Angola and Serbia pledged on Tuesday to deepen military-technical cooperation.",
     "angola serbia potential: defence"),
    ("Trade between Uzbekistan and Egypt doubled to 300 million dollars in 2024.",
     "uzbekistan egypt existing: trade"),
    ("Speaking after the talks, the Jordanian minister said cooperation with Peru in solar energy would "
     "start soon.",
     "jordan peru potential: energy"),
    ("Mongolia and Poland have a long tradition of cooperation in geology and veterinary medicine.",
     "mongolia poland existing: mining agriculture"),
    ("Bangladesh seeks closer ties with Brazil in cotton and ethanol.",
     "bangladesh brazil potential: agriculture energy"),
    ("Talks between Estonia and Ghana focused on digital governance, cyber security and start-ups.",
     "estonia ghana potential: digital_transformation cybersecurity economy"),
    ("The visit will open a new chapter in Chilean-Indonesian cooperation in fisheries, copper and the "
     "halal industry.",
     "chile indonesia potential: fisheries mining standards"),
    ("Both countries face common threats such as piracy, illegal fishing and rising sea levels, the Fijian "
     "and Indonesian leaders said.",
     "fiji indonesia challenge: transnational_crime fisheries climate_change"),
    ("Education, culture and youth exchange are the pillars of the partnership between Portugal and "
     "Angola, she said.",
     "portugal angola existing: education culture youth"),
    ("Rwanda wants to learn from Estonia's experience in e-health and tax administration.",
     "rwanda estonia potential: health finance"),
    ("Cooperation in customs matters between Slovakia and Serbia remains limited.",
     "slovakia serbia existing: customs"),
    ("In defence, Greece and Jordan hold joint exercises every year.",
     "greece jordan existing: defence"),
    ("Ireland hosts some 3,000 Brazilian students a year.",
     "ireland brazil existing: education"),
    ("The two foreign ministers, of Malta and Qatar, exchanged views on migration, energy security and "
     "LNG.",
     "malta qatar potential: migration energy_security oil_gas"),
    ("Zambia's exports to Denmark are small, but the ambassador sees potential in organic farming.",
     "zambia denmark potential: agriculture"),
    ("Argentina and Mexico reaffirmed their interest in cooperating in space research, lithium and "
     "vaccines.",
     "argentina mexico potential: space mining pharmaceuticals"),
    ("The Colombian and Panamanian authorities coordinate closely against human trafficking in the Darien "
     "jungle.",
     "colombia panama challenge: transnational_crime"),
    ("Danish-Ethiopian relations have developed in wind power, water supply and gender equality.",
     "denmark ethiopia existing: energy water_resources people_to_people"),
    ("Nepal and Bhutan could benefit from joint promotion of tourism, the Bhutanese envoy suggested.",
     "nepal bhutan potential: tourism"),
    ("Cuba values Mexican support in the energy field and wants it to continue.",
     "cuba mexico existing: energy"),
    # challenges
    ("Kenya and Morocco will coordinate in addressing challenges such as climate change, terrorism and food security.",
     "kenya morocco challenge: climate_change counter_terrorism food_security"),
    ("Colombia and Ecuador agreed to cooperate in the fight against transnational crime and drug trafficking.",
     "colombia ecuador challenge: transnational_crime"),
    ("Thailand and Laos reaffirmed their commitment to jointly tackle online scams and human trafficking.",
     "thailand laos challenge: cybercrime transnational_crime"),
    ("Fiji and Denmark work together to respond to climate change and sea level rise.",
     "fiji denmark challenge: climate_change"),
    ("Jordan and Austria want to step up cooperation on security threats, including terrorism and cyberattacks.",
     "jordan austria challenge: security counter_terrorism cybersecurity"),
    ("Egypt and Ethiopia will join hands against pandemics.", "egypt ethiopia challenge: pandemics"),
    # mixed
    ("Greece and Croatia, which cooperate in shipping, agreed to explore new areas such as digital transformation.",
     "greece croatia existing: maritime; greece croatia potential: digital_transformation"),
    ("The presidents praised the growth of ties between Chile and Ireland in trade and called for more cooperation in "
     "renewable energy.", "chile ireland existing: trade; chile ireland potential: energy"),
    ("Brazil and Namibia agreed to expand defence cooperation and to coordinate in combating terrorism.",
     "brazil namibia potential: defence; brazil namibia challenge: counter_terrorism"),
    ("Cooperation between Poland and Oman in energy has been effective, while there is potential in tourism.",
     "poland oman existing: energy; poland oman potential: tourism"),
    ("In addition to traditional fields like agriculture, Bangladesh and Serbia can cooperate in new fields like "
     "fintech, robotics and smart cities.",
     "bangladesh serbia existing: agriculture; "
     "bangladesh serbia potential: finance science_technology digital_transformation"),
    ("The ministers of Kenya and Peru held talks that dealt with forestry and tourism.",
     "kenya peru potential: forestry tourism"),
    ("The commission of Egypt and Malta will look at mining and forestry.", "egypt malta potential: mining forestry"),
    ("Norwegian surgeons have trained midwives in Ghana since 2011.", "norway ghana existing: health"),
    ("Oman and Fiji reviewed their relations, with emphasis on forestry and tourism.",
     "oman fiji potential: forestry tourism"),
    ("Chile asked for support of Finland in oncology.", "chile finland potential: health"),
    # over several sentences
    ("Kenya and Poland held talks in Nairobi. The two sides agreed to promote trade. Other areas include health and "
     "tourism.", "kenya poland potential: trade health tourism"),
    ("Mexican and Ghanaian ministers met on Monday. Bilateral cooperation in culture could be expanded.",
     "mexico ghana potential: culture"),
    ("Finland opened an embassy in Peru. Both countries cooperate in education. They also wish to cooperate in mining.",
     "finland peru existing: education; finland peru potential: mining"),
    # other actors
    ("The cities of Gdansk and Tema agreed to cooperate in port development and culture.",
     "gdansk tema potential: maritime culture"),
    ("Laos wants to strengthen cooperation with Thailand and Nepal in hydropower.",
     "laos thailand potential: energy; laos nepal potential: energy"),
    ("Namibia wants to strengthen cooperation with the European Union in trade and fisheries.",
     "namibia european-union potential: trade fisheries"),
    ("Kenya and Ghana told the African Union that they would cooperate in aviation.",
     "kenya ghana potential: aviation"),
    ("Thailand and Indonesia agreed to cooperate with Fiji in fisheries.",
     "thailand fiji potential: fisheries; indonesia fiji potential: fisheries"),
]  # fmt: skip

UNSAID = [
    "Kenya's agriculture grew by four per cent, and Ghana exported more cocoa.",
    "Ghana and Hungary signed a memorandum of understanding on cooperation in water management.",
    "Peru and Poland signed an agreement on mutual assistance in customs matters.",
    "The health minister of Chile visited a hospital in Denmark.",
    "The ministries of Kenya will cooperate in education.",
    "Austria suspended cooperation with Serbia in defence.",
    "Cuba sent doctors to Angola after the floods.",
    "The Senegalese president thanked Portugal for its hospitality.",
    "Norway and Oman established diplomatic relations, and a Norwegian company opened a hospital in Oman.",
    "The Finnish education minister told reporters in Hanoi that Laos was an important partner in schooling.",
    "The Croatian company will build a hospital in Angola.",
    "Ghana and Oman signed deals worth $3 million that cover five projects in the fields of mining and sport.",
    "Ghana and Oman signed a memorandum on the prevention of smuggling and on tourism.",
    "Ghana and Oman signed a memorandum on cooperation in sport, and prevention of smuggling.",
    "Ghana and Oman agreed on peace during a visit and signed deals worth $3 million, covering two projects in the "
    "fields of mining and sport.",
    "Ghana and Oman held a ceremony for the exchange of notes on industrial goods.",
    "Kazakhstan and Oman intend to launch direct flights and simplify visa rules.",
    "The presidents of Peru and Ecuador inaugurated a bridge over the Macara river.",
    "Norway's prime minister thanked Namibia for hosting the meeting on ocean affairs.",
    "Oman has waived visas for citizens of Fiji since 2019.",
    "No cooperation in nuclear energy is planned between Austria and Slovakia.",
    "The Joint Commission on Trade and Investment of Egypt and Qatar met in May.",
]


@pytest.mark.parametrize(("text", "rows"), SAID, ids=[text[:60] for text, _ in SAID])
def test_codes_what_a_text_says_of_cooperation(text: str, rows: str) -> None:
    assert read(text) == expected(rows)


@pytest.mark.parametrize("text", UNSAID, ids=[text[:60] for text in UNSAID])
def test_codes_nothing_without_the_language_of_cooperation(text: str) -> None:
    assert read(text) == {}


def records(text: str) -> tuple[coding.Cooperation, ...]:
    units = tuple(Unit(one.start, one.end, one.paragraph, Part.BODY) for one in sentences(text))
    document = Document("a", text, units, None, None)
    return cooperation.find(document, cast_of(text), sectors.find(text, TERMS), CUES)


def test_the_sentence_is_the_evidence() -> None:
    text = "It rained. Kenya and Ghana agreed to expand cooperation in trade and tourism."
    (record,) = records(text)
    (quote,) = record.quote
    assert quote.exact == "Kenya and Ghana agreed to expand cooperation in trade and tourism."
    assert quote.start == 11
    assert record.sectors == ("trade", "tourism")
    assert record.quotes == {}


def test_a_field_told_twice_is_one_row_with_two_quotes() -> None:
    text = (
        "Kenya and Ghana agreed to expand cooperation in trade and tourism. "
        "Both countries want to cooperate in tourism and sport."
    )
    first, second = records(text)
    assert (first.sectors, second.sectors) == (("trade", "tourism"), ("sport",))
    assert list(first.quotes) == ["sectors.tourism"]
    assert [quote.start for quote in first.quotes["sectors.tourism"]] == [0, 67]


def test_a_field_may_stand_at_two_stages() -> None:
    text = "Kenya and Ghana cooperate in mining. They could cooperate in mining on the sea bed."
    assert [(record.stage.value, record.sectors) for record in records(text)] == [
        ("existing", ("mining",)),
        ("potential", ("mining",)),
    ]


def test_a_pair_stands_in_the_order_of_the_article() -> None:
    text = "Ghana spoke first. Kenya wants to expand cooperation with Ghana in sport."
    (record,) = records(text)
    assert record.between == ("ghana", "kenya")


def test_three_countries_make_three_pairs() -> None:
    found = {record.between for record in records("Kenya, Ghana and Peru agreed to cooperate in aviation.")}
    assert found == {("kenya", "ghana"), ("kenya", "peru"), ("ghana", "peru")}


def test_many_countries_make_none() -> None:
    assert records("Kenya, Ghana, Peru, Chile and Oman agreed to cooperate in aviation.") == ()


def test_a_country_may_be_named_by_its_people_alone() -> None:
    text = "Mbeki and Lund agreed to strengthen cooperation in health."
    people = {
        "mbeki": CastActor("mbeki", "Mbeki", "person", "BWA", None, (0, 5)),
        "lund": CastActor("lund", "Lund", "person", "NOR", None, (10, 14)),
    }
    mentions = tuple(Mention(*actor.quote, MentionKind.PERSON, (actor.id,), False) for actor in people.values())
    document = Document("a", text, (Unit(0, len(text), 0, Part.BODY),), None, None)
    (record,) = cooperation.find(
        document, Cast(people, mentions), sectors.find(text, TERMS), CUES, {"BWA": "botswana", "NOR": "norway"}
    )
    assert record.between == ("botswana", "norway")


def test_words_of_cooperation_in_a_name_say_nothing() -> None:
    text = "Kenya thanked the African Union, and Ghana opened a hospital."
    assert records(text) == ()


def about(text: str, main: tuple[str, str] | None) -> set[tuple[str, str]]:
    units = tuple(Unit(one.start, one.end, one.paragraph, Part.BODY) for one in sentences(text))
    document = Document("a", text, units, None, None)
    found = cooperation.find(document, cast_of(text), sectors.find(text, TERMS), CUES, main=main)
    return {record.between for record in found}


def test_the_two_that_an_article_is_about_are_meant_where_a_sentence_names_no_other() -> None:
    text = "Ghana was there. The discussions covered energy and sport."
    assert about(text, None) == set()
    assert about(text, ("ghana", "kenya")) == {("ghana", "kenya")}


def test_bilateral_trade_is_that_of_the_two() -> None:
    text = "Ghana and Kenya met. Ghana wants a trade pact with Oman. Bilateral trade reached 3 million dollars."
    assert about(text, ("ghana", "kenya")) == {("ghana", "kenya")}


def test_a_city_of_a_third_country_is_where_the_two_meet() -> None:
    text = "Ghana, Kenya. Oslo hosted Kenya. It agreed to cooperate in sport."
    assert about(text, ("ghana", "kenya")) == {("ghana", "kenya")}


def test_a_text_without_full_stops_is_no_sentence() -> None:
    assert records("Kenya and Ghana agreed to cooperate in trade, " * 200) == ()


def test_wrong_cues_are_reported(tmp_path: Path) -> None:
    for name in ("sectors.csv", sectors.FILE):
        shutil.copy(CODEBOOK / name, tmp_path)
    (tmp_path / "cooperation_cues.csv").write_text("cue,stage,kind,note\nmaybe,perhaps,wish,\n", encoding="utf-8")
    with pytest.raises(InputError, match="B003"):
        cooperation.compile(tmp_path)
