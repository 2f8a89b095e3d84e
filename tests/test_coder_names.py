"""Sentences of newswire kinds, and who is who in them. A case is a text and its mentions: `kind|span|actors`.

`>` before a mention's actors marks the place it names. Paragraphs are parted by blank lines; a first line that starts
with `# ` is the headline.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity import codebook
from comity.coder import gazetteer, names
from comity.coder.document import Cast, CastActor, Document, Mention, Part, Unit
from comity.coder.gazetteer import Gazetteer
from comity.sentences import sentences

FOLDER = Path(__file__).parent.parent / "codebook"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def dictionary() -> Gazetteer:
    return gazetteer.compile(codebook.load(FOLDER))


def document(text: str) -> Document:
    units = []
    for sentence in sentences(text):
        start, end, part = sentence.start, sentence.end, Part.BODY
        if sentence.paragraph == 0 and text.startswith("# "):
            start, part = max(start, 2), Part.HEADLINE
        if start < end:
            units.append(Unit(start, end, sentence.paragraph, part))
    return Document("a", text, tuple(units), None, None)


def shown(text: str, mention: Mention) -> str:
    where = f">{mention.place}" if mention.place else ""
    owned = "'s" if mention.possessive else ""
    return f"{mention.kind.value}|{text[mention.start : mention.end]}{owned}|{' '.join(mention.actors)}{where}"


def read(text: str, dictionary: Gazetteer) -> tuple[Cast, list[str]]:
    cast = names.read(document(text), dictionary)
    return cast, [shown(text, mention) for mention in cast.mentions]


def actor(text: str, actor_id: str, dictionary: Gazetteer) -> CastActor:
    return read(text, dictionary)[0].actors[actor_id]


def offices(text: str, actor_id: str, dictionary: Gazetteer) -> list[tuple[str, str | None]]:
    return [(office.title, office.body) for office in actor(text, actor_id, dictionary).offices]


COUNTRIES = [
    ("Ghana thanked Peru.", ["country|Ghana|ghana", "country|Peru|peru"]),
    ("Poland's exports to Việt Nam rose.", ["country|Poland's|poland", "country|Việt Nam|viet-nam"]),
    ("The Republic of Kenya joined.", ["country|Republic of Kenya|kenya"]),
    ("The U.S. and the UK agreed.", ["country|U.S.|united-states", "country|UK|united-kingdom"]),
    ("They told us that the turkey was served on china.", []),
    ("Papua New Guinea and Guinea-Bissau won.", [
        "country|Papua New Guinea|papua-new-guinea", "country|Guinea-Bissau|guinea-bissau",
    ]),
    ("Kenyan tea and Poles arrived.", ["adjective|Kenyan|kenya", "adjective|Poles|poland"]),
    ("Peru-Ghana relations grew.", ["adjective|Peru|peru", "adjective|Ghana|ghana"]),
    ("Peru–Ghana relations grew.", ["adjective|Peru|peru", "adjective|Ghana|ghana"]),
    ("Sino-Russian and Franco-German ties differ.", [
        "adjective|Sino|china", "adjective|Russian|russia", "adjective|Franco|france", "adjective|German|germany",
    ]),
    ("Russian-Chinese trade rose.", ["adjective|Russian|russia", "adjective|Chinese|china"]),
    ("A Kenya-based firm and pro-Russian groups met.", ["adjective|Kenya|kenya", "adjective|Russian|russia"]),
    ("Atlanta, Georgia, hosted a fair.", ["place|Atlanta|atlanta>Atlanta"]),
    ("The US state of Georgia hosted a fair.", []),
    ("Georgia hosted a fair in Tbilisi, Georgia.", [
        "country|Georgia|georgia", "capital|Tbilisi, Georgia|georgia>Tbilisi",
    ]),
    ("The star Michael Jordan came to Jordan.", ["country|Jordan|jordan"]),
    ("Visiting Jordan, he rested.", ["country|Jordan|jordan"]),
    ("A tourist from New Mexico saw Mexico.", ["place|New Mexico|new-mexico>New Mexico", "country|Mexico|mexico"]),
    ("Ships crossed the Gulf of Oman and the South China Sea.", []),
    ("The Swiss franc fell against the US dollar.", []),
    ("The Hashemite Kingdom of Jordan and the State of Kuwait agreed.", [
        "country|Hashemite Kingdom of Jordan|jordan", "country|State of Kuwait|kuwait",
    ]),
    ("KENYA AND JAPAN SIGN PACT", ["country|KENYA|kenya", "country|JAPAN|japan"]),
    ("South Korea sold ships. Korean firms gained.", [
        "country|South Korea|south-korea", "adjective|Korean|south-korea",
    ]),
    ("Congo signed.", []),
]  # fmt: skip

PLACES = [
    ("Lima and Accra agreed to cooperate.", ["capital|Lima|peru", "capital|Accra|ghana"]),
    ("The ministers met in Accra.", ["capital|Accra|ghana>Accra"]),
    ("A delegation visited Lima and Accra.", ["capital|Lima|peru>Lima", "capital|Accra|ghana>Accra"]),
    ("Tokyo told Beijing that it would wait.", ["capital|Tokyo|japan", "capital|Beijing|china"]),
    ("The fair in Mombasa, Kenya, was big.", ["place|Mombasa, Kenya|mombasa>Mombasa"]),
    ("Talks with Moscow went on at the capital Nairobi.", ["capital|Moscow|russia", "capital|Nairobi|kenya>Nairobi"]),
    ("The city of Mombasa and the Italian city of Florence became partners.", [
        "body|The city of Mombasa|mombasa", "body|the Italian city of Florence|florence",
    ]),
    ("Guangdong Province and the state of Bavaria signed.", [
        "body|Guangdong Province|guangdong", "body|the state of Bavaria|bavaria",
    ]),
    ("The Guangxi Zhuang Autonomous Region trades.", ["body|The Guangxi Zhuang Autonomous Region|guangxi"]),
    ("The Nairobi City Council met.", ["body|The Nairobi City Council|nairobi-city-council"]),
    ("The Hanoi Opera House and the Geneva Conventions were named.", []),
]  # fmt: skip

PEOPLE = [
    ("Kenyan President William Ruto spoke.", ["person|Kenyan President William Ruto|william-ruto"]),
    ("Kenya's President William Ruto spoke.", ["person|Kenya's President William Ruto|william-ruto"]),
    ("President William Ruto of Kenya spoke.", ["person|President William Ruto of Kenya|william-ruto"]),
    ("The President of Kenya, William Ruto, spoke.", ["person|The President of Kenya, William Ruto|william-ruto"]),
    ("William Ruto, the President of Kenya, spoke.", ["person|William Ruto, the President of Kenya|william-ruto"]),
    ("Then Foreign Minister Penny Wong spoke.", ["person|Then Foreign Minister Penny Wong|penny-wong"]),
    ("Deputy Minister of Industry and Trade Nguyen Sinh Nhat Tan spoke.", [
        "person|Deputy Minister of Industry and Trade Nguyen Sinh Nhat Tan|nguyen-sinh-nhat-tan",
    ]),
    ("Minister for Europe and Foreign Affairs Jean-Noël Barrot left.", [
        "person|Minister for Europe and Foreign Affairs Jean-Noël Barrot|jean-noel-barrot",
    ]),
    ("Trade and Industry Minister Zulkifli Hasan left.", [
        "person|Trade and Industry Minister Zulkifli Hasan|zulkifli-hasan",
    ]),
    ("U.S. Secretary of State Antony J. Blinken left.", [
        "person|U.S. Secretary of State Antony J. Blinken|antony-j-blinken",
    ]),
    ("Ambassador of Japan to Kenya Ken Okaniwa left.", ["person|Ambassador of Japan to Kenya Ken Okaniwa|ken-okaniwa"]),
    ("Polish Foreign Minister Radosław Sikorski met his Kuwaiti counterpart Abdullah Al-Yahya.", [
        "person|Polish Foreign Minister Radosław Sikorski|radoslaw-sikorski",
        "person|his Kuwaiti counterpart Abdullah Al-Yahya|abdullah-al-yahya",
    ]),
    ("Presidents Xi Jinping and Vladimir Putin talked.", [
        "person|Presidents Xi Jinping|xi-jinping", "person|Vladimir Putin|vladimir-putin",
    ]),
    ("Foreign Ministers Sergey Lavrov of Russia and Hakan Fidan of Türkiye talked.", [
        "person|Foreign Ministers Sergey Lavrov of Russia|sergey-lavrov",
        "person|Hakan Fidan of Türkiye|hakan-fidan",
    ]),
    ("King Felipe VI and Queen Letizia came.", ["person|King Felipe VI|felipe-vi", "person|Queen Letizia|letizia"]),
    ("Kuwait's Amir Sheikh Meshal Al-Ahmad Al-Jaber Al-Sabah came.", [
        "person|Kuwait's Amir Sheikh Meshal Al-Ahmad Al-Jaber Al-Sabah|meshal-al-ahmad-al-jaber-al-sabah",
    ]),
    ("Egyptian President Abdel Fattah al-Sisi came.", [
        "person|Egyptian President Abdel Fattah al-Sisi|abdel-fattah-al-sisi",
    ]),
    ("Austrian President Alexander Van der Bellen came.", [
        "person|Austrian President Alexander Van der Bellen|alexander-van-der-bellen",
    ]),
    ("Brazilian President Luiz Inácio Lula da Silva came.", [
        "person|Brazilian President Luiz Inácio Lula da Silva|luiz-inacio-lula-da-silva",
    ]),
    ("Malaysian Prime Minister Datuk Seri Anwar Ibrahim came.", [
        "person|Malaysian Prime Minister Datuk Seri Anwar Ibrahim|anwar-ibrahim",
    ]),
    ("President Ferdinand “Bongbong” Marcos Jr. came.", [
        "person|President Ferdinand “Bongbong” Marcos Jr.|ferdinand-marcos-jr",
    ]),
    ("Israeli Foreign Minister Israel Katz came.", ["person|Israeli Foreign Minister Israel Katz|israel-katz"]),
    ("NATO Secretary General Mark Rutte came.", ["person|NATO Secretary General Mark Rutte|mark-rutte"]),
    ("European Commission President Ursula von der Leyen came.", [
        "person|European Commission President Ursula von der Leyen|ursula-von-der-leyen",
    ]),
    ("Turkish Foreign Ministry spokesman Öncü Keçeli spoke.", [
        "person|Turkish Foreign Ministry spokesman Öncü Keçeli|oncu-keceli",
    ]),
    ("Rector of the University of Warsaw Alojzy Nowak came.", [
        "person|Rector of the University of Warsaw Alojzy Nowak|alojzy-nowak",
    ]),
    ("Governor of Russia's Arkhangelsk Oblast Igor Orlov came.", [
        "person|Governor of Russia's Arkhangelsk Oblast Igor Orlov|igor-orlov",
    ]),
    ("Mayor of Seoul Oh Se-hoon came.", ["person|Mayor of Seoul Oh Se-hoon|oh-se-hoon"]),
    ("Chinese President Xi Jinping Tuesday met Prime Minister Theresa May in May.", [
        "person|Chinese President Xi Jinping|xi-jinping", "person|Prime Minister Theresa May|theresa-may",
    ]),
    ("David Lametti, the Canadian justice minister, came.", [
        "person|David Lametti, the Canadian justice minister|david-lametti",
    ]),
    ("In Cox Bazar, the ambassador rested.", []),
    ("Green Valley grew. Long Road ended.", []),
    ("H.E. Mr. Tharman Shanmugaratnam, President of Singapore, came.", [
        "person|H.E. Mr. Tharman Shanmugaratnam, President of Singapore|tharman-shanmugaratnam",
    ]),
    ("Lieutenant General Abdel Fattah al-Burhan came.", [
        "person|Lieutenant General Abdel Fattah al-Burhan|abdel-fattah-al-burhan",
    ]),
    ("Cabinet Secretary for Foreign and Diaspora Affairs Musalia Mudavadi came.", [
        "person|Cabinet Secretary for Foreign and Diaspora Affairs Musalia Mudavadi|musalia-mudavadi",
    ]),
    ("External Affairs Minister S Jaishankar came.", ["person|External Affairs Minister S Jaishankar|s-jaishankar"]),
    ("Director General of the Office of the Foreign Minister Abdul Rahman Al-Daoud came.", [
        "person|Director General of the Office of the Foreign Minister Abdul Rahman Al-Daoud|abdul-rahman-al-daoud",
    ]),
    ("Saudi Ambassador to Kuwait Prince Sultan bin Saad came.", [
        "person|Saudi Ambassador to Kuwait Prince Sultan bin Saad|sultan-bin-saad",
    ]),
    ("The talks of prime minister Sanna Marin went on.", ["person|prime minister Sanna Marin|sanna-marin"]),
    ("Indonesian President Joko Widodo, Vice President Ma'ruf Amin and others came.", [
        "person|Indonesian President Joko Widodo|joko-widodo", "person|Vice President Ma'ruf Amin|maruf-amin",
    ]),
    ("U.S. Secretary of State Condoleezza Rice spoke.", [
        "person|U.S. Secretary of State Condoleezza Rice|condoleezza-rice",
    ]),
    ("David Lammy MP, Foreign Secretary, came.", ["person|David Lammy MP, Foreign Secretary|david-lammy"]),
    ("The country's Trade Minister, Maxim Reshetnikov, spoke.", [
        "person|The country's Trade Minister, Maxim Reshetnikov|maxim-reshetnikov",
    ]),
    ("PM Keir Starmer of the United Kingdom came.", ["person|PM Keir Starmer of the United Kingdom|keir-starmer"]),
    ("Ghana's Ministry of Health and the Peruvian agriculture minister, Ángel Manero, signed.", [
        "body|Ghana's Ministry of Health|ministry-of-health-of-ghana",
        "person|the Peruvian agriculture minister, Ángel Manero|angel-manero",
    ]),
    ("The UN helped leaders of Peru.", ["body|The UN|united-nations", "country|leaders of Peru|peru"]),
    ("Charge d'Affaires Peter Vrooman came.", ["person|Charge d'Affaires Peter Vrooman|peter-vrooman"]),
]  # fmt: skip

LATER = [
    ("Kenyan President William Ruto came. Ruto spoke.", ["person|Ruto|william-ruto"]),
    ("Chinese President Xi Jinping came. Xi spoke.", ["person|Xi|xi-jinping"]),
    ("Vietnamese Prime Minister Pham Minh Chinh came. Chinh spoke.", ["person|Chinh|pham-minh-chinh"]),
    ("President William Ruto came. Mr. Ruto spoke.", ["person|Mr. Ruto|william-ruto"]),
    ("President William Samoei Ruto came. President William Ruto spoke.", [
        "person|President William Ruto|william-samoei-ruto",
    ]),
    ("Kenyan President William Ruto came. The Kenyan leader spoke.", ["office|The Kenyan leader|william-ruto"]),
    ("Kenyan President William Ruto came. The president spoke.", ["office|The president|william-ruto"]),
    ("Kenyan President William Ruto came. He spoke.", ["pronoun|He|william-ruto"]),
    ("Kenyan President William Ruto came. She spoke.", ["pronoun|She|william-ruto"]),
    ("King Felipe VI came. She spoke.", []),
    ("Brazilian President Luiz Inácio Lula da Silva came. Lula spoke.", ["person|Lula|luiz-inacio-lula-da-silva"]),
    ("Malaysian Prime Minister Anwar Ibrahim came. Anwar spoke.", ["person|Anwar|anwar-ibrahim"]),
    ("Tanzanian Vice President Philip Mpango came. The president spoke.", []),
    ("UN Secretary-General António Guterres came. The UN chief spoke.", ["office|The UN chief|antonio-guterres"]),
    ("Turkish President Recep Tayyip Erdoğan came. Their foreign ministers spoke.", []),
    ("Ambassador of Japan to Kenya Ken Okaniwa came. The diplomat spoke.", ["office|The diplomat|ken-okaniwa"]),
    ("Japanese Foreign Minister Yoko Kamikawa came. The visiting minister spoke.", [
        "office|The visiting minister|yoko-kamikawa",
    ]),
    ("Kenyan President William Ruto met French President Emmanuel Macron. The president spoke.", []),
    ("Kenyan President William Ruto met French President Emmanuel Macron. The French president spoke.", [
        "office|The French president|emmanuel-macron",
    ]),
    ("Kenyan President William Ruto met French President Emmanuel Macron. The two leaders spoke.", [
        "group|The two leaders|william-ruto emmanuel-macron",
    ]),
    ("Kenyan President William Ruto met French President Emmanuel Macron. Ruto thanked his host.", [
        "person|Ruto|william-ruto", "office|his host|emmanuel-macron",
    ]),
    ("The French president spoke.", ["office|The French president|france"]),
    ("The foreign ministers of Peru and Ghana spoke.", ["group|The foreign ministers of Peru and Ghana|peru ghana"]),
    ("Peru and Ghana agreed. The two countries are friends.", ["group|The two countries|peru ghana"]),
    ("Peru and Ghana agreed. Both sides signed.", ["group|Both sides|peru ghana"]),
    ("Peru and Ghana agreed. They signed.", ["pronoun|They|peru ghana"]),
    ("Peru, Chile and Ghana agreed. The two countries signed.", []),
    ("Peru and Ghana renewed their ties.", ["country|Peru|peru", "country|Ghana|ghana", "pronoun|their's|peru ghana"]),
    ("Peru said that its ships sailed.", ["country|Peru|peru", "pronoun|its's|peru"]),
    ("Peru told Ghana about its ships.", ["country|Peru|peru", "country|Ghana|ghana"]),
    ("A high-level Vietnamese delegation came.", ["country|A high-level Vietnamese delegation|viet-nam"]),
    ("Kenya's delegation came. The Peruvian side left.", [
        "country|Kenya's delegation|kenya", "country|The Peruvian side|peru",
    ]),
    ("Moi University grew. The university taught.", [
        "body|Moi University|moi-university", "body|The university|moi-university",
    ]),
    ("Moi University and Keio University grew. The university taught.", [
        "body|Moi University|moi-university", "body|Keio University|keio-university",
    ]),
    ("Moi University and Keio University grew. The two universities taught.", [
        "body|Moi University|moi-university", "body|Keio University|keio-university",
        "group|The two universities|moi-university keio-university",
    ]),
]  # fmt: skip

BODIES = [
    ("Kenya's Ministry of Health signed.", ["body|Kenya's Ministry of Health|ministry-of-health-of-kenya"]),
    ("The Ministry of Foreign Affairs of the Republic of Kenya signed.", [
        "body|The Ministry of Foreign Affairs of the Republic of Kenya|ministry-of-foreign-affairs-of-kenya",
    ]),
    ("The Ministries of Culture of Norway and Ghana signed.", [
        "body|The Ministries of Culture of Norway and Ghana|ministry-of-culture-of-norway ministry-of-culture-of-ghana",
    ]),
    ("The Kenyan and Cuban Ministries of Health signed.", [
        "body|The Kenyan and Cuban Ministries of Health|ministry-of-health-of-kenya ministry-of-health-of-cuba",
    ]),
    ("The Turkish Foreign Ministry spoke. The Ministry warned.", [
        "body|The Turkish Foreign Ministry|ministry-of-foreign-affairs-of-turkiye",
        "body|The Ministry|ministry-of-foreign-affairs-of-turkiye",
    ]),
    ("Peru and Ghana's Ministry of Health signed.", [
        "country|Peru|peru", "body|Ghana's Ministry of Health|ministry-of-health-of-ghana",
    ]),
    ("The Ministry of Health of Ghana and Peru signed.", [
        "body|The Ministry of Health of Ghana|ministry-of-health-of-ghana", "country|Peru|peru",
    ]),
    ("The Peruvian government and the Government of Ghana signed.", [
        "body|The Peruvian government|peru", "body|the Government of Ghana|ghana",
    ]),
    ("The National Assembly of Zambia met.", ["body|The National Assembly of Zambia|national-assembly-of-zambia"]),
    ("The Zambian National Assembly met.", ["body|The Zambian National Assembly|national-assembly-of-zambia"]),
    ("The Federal Government of Ghana acted.", ["body|The Federal Government of Ghana|ghana"]),
    ("The Spanish Embassy in Manila helped.", [
        "body|The Spanish Embassy in Manila|embassy-of-spain-in-the-philippines",
    ]),
    ("The Sudanese Ministry of Health helped.", ["body|The Sudanese Ministry of Health|ministry-of-health-of-sudan"]),
    ("The Embassy of Japan in Kenya helped.", ["body|The Embassy of Japan in Kenya|embassy-of-japan-in-kenya"]),
    ("The Japanese Embassy in Nairobi helped. The embassy gave books.", [
        "body|The Japanese Embassy in Nairobi|embassy-of-japan-in-kenya", "body|The embassy|embassy-of-japan-in-kenya",
    ]),
    ("Peru opened its embassy in Accra.", ["country|Peru|peru", "body|its embassy in Accra|embassy-of-peru-in-ghana"]),
    ("The Peruvian Consulate General in Sydney opened.", [
        "body|The Peruvian Consulate General in Sydney|consulate-general-of-peru-in-sydney",
    ]),
    ("The Communist Party of Nepal met.", ["body|The Communist Party of Nepal|communist-party-of-nepal"]),
    ("The University of Nairobi and Lund University signed.", [
        "body|The University of Nairobi|university-of-nairobi", "body|Lund University|lund-university",
    ]),
    ("The Faculty of Law at the University of Zagreb opened.", [
        "body|The Faculty of Law at the University of Zagreb|faculty-of-law-of-university-of-zagreb",
    ]),
    ("The Ghana National Chamber of Commerce and Industry met.", [
        "body|The Ghana National Chamber of Commerce and Industry|ghana-national-chamber-of-commerce-and-industry",
    ]),
    ("The Peru-Ghana Friendship Association met.", [
        "body|The Peru-Ghana Friendship Association|peru-ghana-friendship-association",
    ]),
    ("The Peru-Ghana Joint Commission on Trade met.", [
        "body|The Peru-Ghana Joint Commission on Trade|peru-ghana-joint-commission-on-trade",
    ]),
    ("Kulima Tractor Works (KTW) grew. KTW exports.", [
        "body|Kulima Tractor Works (KTW)|kulima-tractor-works", "body|KTW|kulima-tractor-works",
    ]),
    ("The Finnish company Wärtsilä sold engines.", ["body|The Finnish company Wärtsilä|wartsila"]),
    ("The Bank of Mauritius helped.", ["body|The Bank of Mauritius|bank-of-mauritius"]),
    ("The Chilean Navy sailed. Chile's navy returned.", [
        "body|The Chilean Navy|chilean-navy", "body|Chile's navy|chilean-navy",
    ]),
    ("The Mine Rescue Service of the Czech Republic helped.", [
        "body|The Mine Rescue Service of the Czech Republic|mine-rescue-service-of-czechia",
    ]),
    ("The Universidad Nacional de San Telmo opened.", [
        "body|The Universidad Nacional de San Telmo|universidad-nacional-de-san-telmo",
    ]),
    ("Paraguayan state oil firm Petrosol drilled.", ["body|Paraguayan state oil firm Petrosol|petrosol"]),
    ("The presidents of Peru, Luis Rojas, and of Nepal, Ram Thapa, met.", [
        "person|The presidents of Peru, Luis Rojas|luis-rojas", "person|Nepal, Ram Thapa|ram-thapa",
    ]),
    ("The envoys of Peru (Luis Rojas) and Nepal (Ram Thapa) met.", [
        "person|The envoys of Peru (Luis Rojas)|luis-rojas", "person|Nepal (Ram Thapa)|ram-thapa",
    ]),
    ("The president of Peru, Luis Rojas, and Nepal, a neighbour of India, signed.", [
        "person|The president of Peru, Luis Rojas|luis-rojas", "country|Nepal|nepal", "country|India|india",
    ]),
    ("The Association of Southeast Asian Nations (ASEAN) met. ASEAN agreed.", [
        "body|The Association of Southeast Asian Nations (ASEAN)|association-of-southeast-asian-nations",
        "body|ASEAN|association-of-southeast-asian-nations",
    ]),
    ("Indonesia's National Disaster Mitigation Agency (BNPB) met. BNPB Head Raditya Jati spoke.", [
        "body|Indonesia's National Disaster Mitigation Agency (BNPB)|national-disaster-mitigation-agency-of-indonesia",
        "person|BNPB Head Raditya Jati|raditya-jati",
    ]),
    ("A Kyrgyz-Hungarian friendship society was founded.", [
        "body|Kyrgyz-Hungarian friendship society|kyrgyz-hungarian-friendship-society",
    ]),
    ("The Department of Trade and Industry (DTI) of Kenya met.", [
        "body|The Department of Trade and Industry (DTI) of Kenya|department-of-trade-and-industry-of-kenya",
    ]),
    ("The Polytechnic University of Turin and the Port of Mombasa signed.", [
        "body|The Polytechnic University of Turin|polytechnic-university-of-turin",
        "body|the Port of Mombasa|port-of-mombasa",
    ]),
    ("The committee met. The company left.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTRIES + PLACES + PEOPLE + BODIES, ids=lambda value: str(value)[:60])
def test_mentions(dictionary: Gazetteer, text: str, expected: list[str]) -> None:
    assert read(text, dictionary)[1] == expected


@pytest.mark.parametrize(("text", "expected"), LATER, ids=lambda value: str(value)[:60])
def test_later_mentions(dictionary: Gazetteer, text: str, expected: list[str]) -> None:
    """The mentions of the last sentence, or of all where the case lists them."""
    mentions = read(text, dictionary)[1]
    last = len(sentences(text)[-1:]) and sentences(text)[-1].start
    cast = names.read(document(text), dictionary)
    of_last = [shown(text, mention) for mention in cast.mentions if mention.start >= last]
    assert expected in (of_last, mentions)


# Offices

OFFICES = [
    ("Kenyan President William Ruto came.", "william-ruto", [("President", "kenya")]),
    ("The prime minister of Norway, Jonas Gahr Støre, came.", "jonas-gahr-store", [("prime minister", "norway")]),
    ("President Joko Widodo came.", "joko-widodo", [("President", None)]),
    (
        "Vietnamese Deputy Prime Minister and Foreign Minister Pham Binh Minh came.",
        "pham-binh-minh",
        [("Deputy Prime Minister", "viet-nam"), ("Foreign Minister", "viet-nam")],
    ),
    ("Ambassador of Japan to Kenya Ken Okaniwa came.", "ken-okaniwa", [("Ambassador to Kenya", "japan")]),
    (
        "NATO Secretary General Mark Rutte came.",
        "mark-rutte",
        [("Secretary General", "north-atlantic-treaty-organization")],
    ),
    ("Rector of the University of Warsaw Alojzy Nowak came.", "alojzy-nowak", [("Rector", "university-of-warsaw")]),
    ("Mayor of Seoul Oh Se-hoon came.", "oh-se-hoon", [("Mayor", "seoul")]),
    ("Party General Secretary Thongloun Sisoulith came.", "thongloun-sisoulith", [("General Secretary", None)]),
    ("Former Finnish President Sauli Niinistö came.", "sauli-niinisto", [("Former President", "finland")]),
    ("Then Finnish President Sauli Niinistö came.", "sauli-niinisto", [("President", "finland")]),
    ("The Russian leader Vladimir Putin came.", "vladimir-putin", []),
    ("Lieutenant General Abdel Fattah al-Burhan came.", "abdel-fattah-al-burhan", []),
    (
        "Foreign Minister Yoko Kamikawa of Japan and her Kenyan counterpart Musalia Mudavadi came.",
        "musalia-mudavadi",
        [("Foreign Minister", "kenya")],
    ),
    (
        "Turkish Foreign Minister Hakan Fidan came. Minister Hakan Fidan left.",
        "hakan-fidan",
        [("Foreign Minister", "turkiye")],
    ),
]


@pytest.mark.parametrize(("text", "who", "expected"), OFFICES)
def test_offices(dictionary: Gazetteer, text: str, who: str, expected: list[tuple[str, str | None]]) -> None:
    assert offices(text, who, dictionary) == expected


def test_bodies_of_offices_are_in_the_cast(dictionary: Gazetteer) -> None:
    text = "Rector of the University of Warsaw Alojzy Nowak met the Governor of the Central Bank of Kenya Kamau Thugge."
    cast, _ = read(text, dictionary)
    bodies = [office.body for known in cast.actors.values() for office in known.offices]
    assert bodies == ["university-of-warsaw", "central-bank-of-kenya"]
    assert set(bodies) <= set(cast.actors)


def test_evidence_of_an_office_stands_in_the_text(dictionary: Gazetteer) -> None:
    known = actor("Kenyan President William Ruto came.", "william-ruto", dictionary)
    assert [quote.exact for quote in known.offices[0].quote] == ["Kenyan President William Ruto"]
    assert known.offices[0].quote[0].start is None


def test_a_quote_that_stands_twice_has_its_offset(dictionary: Gazetteer) -> None:
    text = "President William Ruto came. President William Ruto left."
    assert actor(text, "william-ruto", dictionary).offices[0].quote[0].start == 0


# Definitions


def test_definition_of_a_person(dictionary: Gazetteer) -> None:
    text = "Kenyan President William Samoei Ruto came. President William Ruto spoke."
    known = actor(text, "william-samoei-ruto", dictionary)
    assert (known.name, known.type, known.country_code, known.part_of) == ("William Samoei Ruto", "person", "KEN", None)
    assert known.definition is not None
    assert known.definition.aliases == ("William Ruto",)
    assert text[slice(*known.quote)] == "William Samoei Ruto"


def test_definition_of_a_body(dictionary: Gazetteer) -> None:
    known = actor("Kulima Tractor Works (KTW) grew.", "kulima-tractor-works", dictionary)
    assert known.definition is not None
    assert (known.type, known.definition.acronyms) == ("company", ("KTW",))


def test_parts_of_a_whole(dictionary: Gazetteer) -> None:
    cast, _ = read("The Faculty of Law at the University of Zagreb met Kenya's Ministry of Health.", dictionary)
    faculty = cast.actors["faculty-of-law-of-university-of-zagreb"]
    assert (faculty.part_of, faculty.country_code) == ("university-of-zagreb", "HRV")
    assert cast.actors["ministry-of-health-of-kenya"].part_of == "kenya"


def test_joint_bodies_have_no_country(dictionary: Gazetteer) -> None:
    known = actor("The Peru-Ghana Joint Commission met.", "peru-ghana-joint-commission", dictionary)
    assert (known.type, known.country_code, known.part_of) == ("other", None, None)


def test_actors_of_the_codebook_need_no_definition(dictionary: Gazetteer) -> None:
    cast, _ = read("Kenya joined the African Union.", dictionary)
    assert [known.definition for known in cast.actors.values()] == [None, None]


def test_a_subdivision_has_its_code(dictionary: Gazetteer) -> None:
    known = actor("The state of Bavaria grew.", "bavaria", dictionary)
    assert known.definition is not None
    assert (known.definition.subdivision, known.part_of) == ("DE-BY", "germany")


def test_the_quote_of_a_country_names_it(dictionary: Gazetteer) -> None:
    text = "The French president spoke of France."
    known = actor(text, "france", dictionary)
    assert text[slice(*known.quote)] == "France"


def test_country_of_a_person_from_any_mention(dictionary: Gazetteer) -> None:
    text = "President William Ruto came. The Kenyan president, William Ruto, spoke."
    assert actor(text, "william-ruto", dictionary).country_code == "KEN"


def test_country_of_the_head_of_a_delegation(dictionary: Gazetteer) -> None:
    text = "A Kenyan delegation led by Foreign Minister Musalia Mudavadi came."
    assert actor(text, "musalia-mudavadi", dictionary).country_code == "KEN"


def test_unmarked_officials_are_of_the_side_that_is_never_marked(dictionary: Gazetteer) -> None:
    text = (
        "Moldova ordered Russian staff to leave. Foreign Minister Nicu Popescu met Russian Ambassador Oleg Vasnetsov."
    )
    assert actor(text, "nicu-popescu", dictionary).country_code == "MDA"


def test_colleague_of_a_marked_minister_is_of_the_other_side(dictionary: Gazetteer) -> None:
    text = (
        "Chile and South Korea held talks. Chilean Foreign Minister Alberto van Klaveren met Foreign Minister Cho "
        "Tae-yul. The South Korean ambassador, Kim Hak-jae, attended."
    )
    assert actor(text, "cho-tae-yul", dictionary).country_code == "KOR"


def test_two_unmarked_leaders_stay_without_a_country(dictionary: Gazetteer) -> None:
    text = (
        "Finland and Kenya signed a pact. President Alexander Stubb met President William Ruto. Finland and Kenya "
        "agreed."
    )
    cast, _ = read(text, dictionary)
    assert cast.actors["alexander-stubb"].country_code is None
    assert cast.actors["william-ruto"].country_code is None


def test_host_of_an_embassy_from_the_two_countries_of_the_article(dictionary: Gazetteer) -> None:
    text = "Moldova told Russia to go. Moldova and Russia differ. The Russian embassy kept silent."
    assert read(text, dictionary)[1][-1] == "body|The Russian embassy|embassy-of-russia-in-moldova"


def test_the_country_of_a_publisher_is_not_that_of_people(dictionary: Gazetteer) -> None:
    assert actor("President Joko Widodo came to Kenya.", "joko-widodo", dictionary).country_code is None


# Who is not one


@pytest.mark.parametrize(
    "text",
    [
        "President William Ruto came. First Lady Rachel Ruto spoke.",
        "Chinese Minister Li Wei came. Chinese Minister Li Qiang left.",
    ],
)
def test_different_people_stay_apart(dictionary: Gazetteer, text: str) -> None:
    people = [a for a in read(text, dictionary)[0].actors.values() if a.type == "person"]
    assert len(people) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Belarus President Alexander Lukashenko came. President Aleksandr Lukashenko spoke.",
        "Prime Minister Pedro Sánchez Pérez-Castejón came. Prime Minister Pedro Sánchez spoke. Sánchez left.",
        "Saudi Minister Prince Faisal bin Farhan came. Prince Faisal spoke.",
        "King Hamad bin Isa Al Khalifa came. King Hamad spoke.",
    ],
)
def test_one_person_under_several_names(dictionary: Gazetteer, text: str) -> None:
    people = [a for a in read(text, dictionary)[0].actors.values() if a.type == "person"]
    assert len(people) == 1


def test_headline_in_title_case_uses_the_names_of_the_text(dictionary: Gazetteer) -> None:
    text = (
        "# President Ruto Visits Japan, Meets Kishida\n\n"
        "Kenyan President William Ruto met Prime Minister Fumio Kishida."
    )
    assert read(text, dictionary)[1][:3] == [
        "person|President Ruto|william-ruto",
        "country|Japan|japan",
        "person|Kishida|fumio-kishida",
    ]


def test_headline_office_of_somebody_named_below(dictionary: Gazetteer) -> None:
    text = (
        "# Kenyan president meets French leader\n\nKenyan President William Ruto met French President Emmanuel Macron."
    )
    assert read(text, dictionary)[1][:2] == [
        "office|Kenyan president|william-ruto",
        "office|French leader|emmanuel-macron",
    ]


def test_two_countries_of_the_article(dictionary: Gazetteer) -> None:
    text = (
        "# Peru and Ghana sign pact\n\nPeru and Ghana signed a pact in Lima.\n\n"
        "Trade has grown for years.\n\nFarmers gained.\n\nThe two sides also want more ships."
    )
    assert read(text, dictionary)[1][-1] == "group|The two sides|peru ghana"


def test_no_two_countries_among_many(dictionary: Gazetteer) -> None:
    text = "Peru, Chile, Ghana and Kenya met.\n\nThe sun shone.\n\nIt rained.\n\nThe two sides agreed."
    assert not [m for m in read(text, dictionary)[1] if m.startswith("group")]


# Forms of newswire: one mention of each text, and the countries of people

FORMS = [
    # A king, prince or sheikh is called by the first name; what follows "bin" is the father's.
    ("King Khalid and Crown Prince Omar bin Khalid received the guests.", "person|King Khalid|khalid"),
    ("Sheikh Sabah Nasser Al-Qais left. Sheikh Sabah thanked them.", "person|Sheikh Sabah|sabah-nasser-al-qais"),
    # Initials, honorifics, abbreviations
    ("Her Ghanaian counterpart A K Mensah left.", "person|Her Ghanaian counterpart A K Mensah|a-k-mensah"),
    ("They met Amb. Ruth Odera of Kenya.", "person|Amb. Ruth Odera of Kenya|ruth-odera"),
    ("The Kenyan Minister for Tourism, the Honourable Jane Otieno, left.",
     "person|The Kenyan Minister for Tourism, the Honourable Jane Otieno|jane-otieno"),
    ("He met John Mark Odera, the Kenyan consul.", "person|John Mark Odera, the Kenyan consul|john-mark-odera"),
    # Several offices of one person
    ("Deputy Prime Minister, Minister of Defence Ana Kovač of Croatia left.",
     "person|Deputy Prime Minister, Minister of Defence Ana Kovač of Croatia|ana-kovac"),
    ("Deputy Prime Minister – Minister of Health of Serbia Ana Kovač left.",
     "person|Deputy Prime Minister – Minister of Health of Serbia Ana Kovač|ana-kovac"),
    # What a minister is for, in words that no dictionary has
    ("The Malaysian Rubber Glove Minister Tan Siew left.", "person|The Malaysian Rubber Glove Minister Tan Siew|tan-siew"),
    ("Minister of Foreign and CARICOM Affairs, Dr. Lia Baptiste, left.",
     "person|Minister of Foreign and CARICOM Affairs, Dr. Lia Baptiste|lia-baptiste"),
    ("US Special Presidential Envoy for Climate Ann Doyle left.",
     "person|US Special Presidential Envoy for Climate Ann Doyle|ann-doyle"),
    # Lists
    ("Presidents Luis Aguirre of Bolivia and Santiago Rojas of Paraguay met.",
     "person|Santiago Rojas of Paraguay|santiago-rojas"),
    ("Presidents Luis Aguirre (Bolivia) and Ana Rojas (Peru) met.", "person|Ana Rojas (Peru)|ana-rojas"),
    ("The foreign ministers of Kenya and Ghana, Jane Otieno and Kofi Mensah, met.", "person|Kofi Mensah|kofi-mensah"),
    ("Jane Otieno, Kofi Mensah and Ana Rojas, the foreign ministers of Kenya, Ghana and Peru, met.",
     "person|Ana Rojas, the foreign ministers of Kenya, Ghana and Peru|ana-rojas"),
    ("He met Mr Odera, Minister of Health, and Ambassador Jane Otieno.", "person|Ambassador Jane Otieno|jane-otieno"),
    # Later mentions
    ("Peruvian President Ana Rojas met Kenyan President Joseph Odera. Her Kenyan counterpart agreed.",
     "office|Her Kenyan counterpart|kenya"),
    ("Peruvian President Ana Rojas called Kenyan President Joseph Odera. Rojas invited her Kenyan counterpart.",
     "office|her Kenyan counterpart|joseph-odera"),
    ("Envoy Ana Rojas left. \"I met President Joseph Odera of Kenya,\" she said.", "pronoun|she|ana-rojas"),
    ("Peru and Kenya signed a pact. The two governments hailed it.", "group|The two governments|peru kenya"),
    ("Peru and Kenya signed a pact. The two republics hailed it.", "group|The two republics|peru kenya"),
    ("In Fiji, he met the country's President Jone Raka.", "person|the country's President Jone Raka|jone-raka"),
    ("Crown Prince Omar bin Salem called Sheikh Omar bin Hamad. Sheikh Omar thanked him.",
     "person|Sheikh Omar|omar-bin-hamad"),
    ("President Joseph Odera left. Dr Odera went with First Lady, Rose Odera.", "person|Dr Odera|joseph-odera"),
    ("The speakers of the parliaments of Peru and Kenya met.",
     "group|The speakers of the parliaments of Peru and Kenya|peru kenya"),
    ("The mayor of Oulu met the mayor of Lyon, Luc Roy. Governor Ana Rojas of Puno left.",
     "person|Governor Ana Rojas of Puno|ana-rojas"),
    ("They visited Oulu. Delegates from Lyon came to Oulu. The two cities agreed.", "group|The two cities|lyon oulu"),
    ("The director of the Port of Oulu left.", "office|The director of the Port of Oulu|port-of-oulu"),
    ("They met Hon. Stella Banda M.P., Minister of Health.", "person|Hon. Stella Banda M.P., Minister of Health|stella-banda"),
    ("They met Her Excellency Ana Rojas Minister of Health.", "person|Her Excellency Ana Rojas Minister of Health|ana-rojas"),
    ("Kenya, Peru and Ghana met. The three countries signed a pact.", "group|The three countries|kenya peru ghana"),
    ("The envoys of Kenya, Peru and Ghana met. The three ambassadors left.",
     "group|The three ambassadors|kenya peru ghana"),
    ("Kenyan President Joseph Odera, Peruvian President Ana Rojas and Ghanaian President Ama Boateng met. "
     "The three presidents left.", "group|The three presidents|joseph-odera ana-rojas ama-boateng"),
    ("The Kazakh MFA left.", "body|The Kazakh MFA|ministry-of-foreign-affairs-of-kazakhstan"),
    ("The Pakistani Foreign Office left.", "body|The Pakistani Foreign Office|foreign-office-of-pakistan"),
    # Names without a title
    ("They invited Nora Lindqvist. Lindqvist said it would help.", "person|Nora Lindqvist|nora-lindqvist"),
    ("They met Ivan Petrovich Sokolov.", "person|Ivan Petrovich Sokolov|ivan-petrovich-sokolov"),
    ("They met Kim Do-yun.", "person|Kim Do-yun|kim-do-yun"),
    ("Somali Minister Hassan Sheikh Farah left.", "person|Somali Minister Hassan Sheikh Farah|hassan-sheikh-farah"),
    ("Last year Nora Anna Lindqvist visited Peru.", "person|Nora Anna Lindqvist|nora-anna-lindqvist"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=lambda value: str(value)[:60])
def test_forms_of_newswire(dictionary: Gazetteer, text: str, expected: str) -> None:
    assert expected in read(text, dictionary)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Three ministers of the three countries left.",
        "It cost NZ$5 million.",
        "Trade came to US$8 billion.",
        "Both diplomats left Warsaw, Poland, and Lima.",
    ],
)
def test_no_actor_at_all(dictionary: Gazetteer, text: str) -> None:
    assert not [m for m in read(text, dictionary)[1] if not m.startswith("capital")]


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("The Taoiseach, Mary Nolan, left.", "mary-nolan", "IRL"),
        ("Secretary of State Ann Doyle left.", "ann-doyle", "USA"),
        ("Secretary of State for Transport Ann Doyle left.", "ann-doyle", None),
        ("The delegation of Kenya was led by Jane Otieno, Minister of Health.", "jane-otieno", "KEN"),
        ("The Ghanaian delegation was led by Mr Mensah and included Minister Ama Boateng.", "ama-boateng", "GHA"),
        ("Peruvian President Ana Rojas visits Chile accompanied by Foreign Minister Luz Vega.", "luz-vega", "PER"),
        ("Peru sent Ana Rojas. Rojas travels accompanied by Mr Cruz.", "cruz", None),
        ("Peruvian President Ana Rojas left. Rojas travels accompanied by Minister Cruz.", "cruz", "PER"),
        ("The minister paid a visit to Fiji at the invitation of his counterpart Jone Raka.", "jone-raka", "FJI"),
        ("He went to Fiji and met the country's President Jone Raka.", "jone-raka", "FJI"),
        ("Foreign Ministers Ana Rojas (Peru) and Luz Vega (Chile) met.", "luz-vega", "CHL"),
        ("The chairman of the Security Council Ivan Petrov of Belarus left.", "ivan-petrov", "BLR"),
    ],
)
def test_countries_of_people(dictionary: Gazetteer, text: str, who: str, country: str | None) -> None:
    assert actor(text, who, dictionary).country_code == country


def test_one_post_under_two_names(dictionary: Gazetteer) -> None:
    text = (
        "Peru and Kenya signed a pact. Minister of Foreign Affairs Ana Rojas of Peru met Foreign Minister Jane Otieno. "
        "President Luz Vega and President Joseph Odera watched. Peruvian trade with Kenya grows."
    )
    assert actor(text, "jane-otieno", dictionary).country_code == "KEN"


def test_an_office_told_after_the_head_of_state(dictionary: Gazetteer) -> None:
    text = "Head of State Joseph Odera of Kenya left. The President of Kenya thanked them."
    assert offices(text, "joseph-odera", dictionary) == [("Head of State", "kenya"), ("President", "kenya")]


def test_a_counterpart_keeps_the_office_that_the_text_gives(dictionary: Gazetteer) -> None:
    text = "Peruvian Foreign Minister Ana Rojas met her counterpart, Mr Jone Raka, Minister of Trade."
    assert [title for title, _ in offices(text, "jone-raka", dictionary)] == ["Minister of Trade"]


def test_an_organisation_may_be_one_of_the_two_sides(dictionary: Gazetteer) -> None:
    text = (
        "# EU and Kenya hold talks\n\nThe European Union and Kenya held talks in Brussels.\n\n"
        "Foreign Minister Jane Otieno spoke of tea. The EU will lend money. Both sides agreed.\n\nBrussels hopes for more."
    )
    cast, mentions = read(text, dictionary)
    assert "group|Both sides|kenya european-union" in mentions
    assert "capital|Brussels|european-union" in mentions
    assert "belgium" not in cast.actors
    assert cast.actors["jane-otieno"].country_code == "KEN"


def test_a_president_may_speak_for_an_organisation(dictionary: Gazetteer) -> None:
    text = (
        "# ECOWAS and Niger hold talks\n\nECOWAS and Niger held talks in Niamey. President Ayo Bello spoke for ECOWAS. "
        "Foreign Minister Issa Adamou listened."
    )
    cast = read(text, dictionary)[0]
    assert cast.actors["ayo-bello"].country_code is None
    assert cast.actors["issa-adamou"].country_code == "NER"


def test_an_organisation_named_in_passing_is_no_side(dictionary: Gazetteer) -> None:
    text = "# Peru and Kenya sign pact\n\nPeru and Kenya signed a pact.\n\nThe EU watched. The two sides left."
    assert read(text, dictionary)[1][-1] == "group|The two sides|peru kenya"


def test_a_headline_tells_whose_the_only_unmarked_president_is(dictionary: Gazetteer) -> None:
    text = "# Peruvian president gets letters\n\nPresident Ana Rojas got a letter from Mr Odera and Ms Otieno."
    assert read(text, dictionary)[1][0] == "office|Peruvian president|ana-rojas"


def test_a_province_is_not_the_city_of_its_name(dictionary: Gazetteer) -> None:
    text = "They train farmers in the northern province of Nampula, Mozambique."
    assert "nampula-province" in read(text, dictionary)[0].actors


def test_a_country_named_in_passing_is_not_that_of_unmarked_officials(dictionary: Gazetteer) -> None:
    text = "Kenyan Foreign Minister Jane Otieno met Minister of Ports Carl Berg.\n\nKenya sent aid to Haiti."
    assert actor(text, "carl-berg", dictionary).country_code is None


def test_a_president_and_a_prime_minister_may_be_of_one_country(dictionary: Gazetteer) -> None:
    text = (
        "Peru and Kenya signed a pact. Kenyan President Joseph Odera met President Ana Rojas. "
        "Odera then met Prime Minister Luz Vega of Peru. Peru will host the next talks."
    )
    assert actor(text, "ana-rojas", dictionary).country_code == "PER"


# Robustness

_PIECES = (
    "President William Ruto|Kenya|Kenyan|the|of|and|,|.|’s|Ministry of|Health|University|Sheikh|bin|al-|-|–|(|)|MTZ|"
    "the two countries|his|its|He|they|counterpart|Foreign Ministers|Minister|Chairman of the|Committee|Hanoi|in|to|"
    "Jordan|Michael|\n\n|“|”|Việt Nam|U.S.|Georgia|New|Embassy|Province|Party|delegation|Bank of|Ltd|Jr.|visiting"
).split("|")
_NEWS = st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join)


@settings(deadline=None)
@given(st.one_of(_NEWS, st.text(max_size=200)))
@example("Presidents of")
@example("Kenya's's 's")
@example("the two")
def test_any_text_gives_a_sound_cast(dictionary: Gazetteer, text: str) -> None:
    given_document = document(text)
    cast = names.read(given_document, dictionary)
    reach = 0
    for mention in cast.mentions:
        assert reach <= mention.start < mention.end <= len(text)
        assert any(unit.start <= mention.start and mention.end <= unit.end for unit in given_document.units)
        assert mention.actors
        assert set(mention.actors) <= set(cast.actors)
        reach = mention.end
    for actor_id, known in cast.actors.items():
        assert actor_id == known.id
        assert _ID.fullmatch(actor_id)
        assert len(actor_id) <= 120
        assert 0 <= known.quote[0] < known.quote[1] <= len(text)
        assert (known.definition is None) == (actor_id in dictionary.codebook.actors)
        assert all(office.body is None or office.body in cast.actors for office in known.offices)
        assert known.part_of is None or known.part_of in dictionary.codebook.actors or known.part_of in cast.actors
    assert names.read(given_document, dictionary) == cast


def test_mentions_stay_within_units(dictionary: Gazetteer) -> None:
    text = "Kenya\n\nPeru and Ghana"
    only = Document("a", text, (Unit(7, 11, 1, Part.BODY),), None, None)
    assert [m.actors for m in names.read(only, dictionary).mentions] == [("peru",)]


def test_an_empty_document(dictionary: Gazetteer) -> None:
    cast = names.read(Document("a", "", (), None, None), dictionary)
    assert (dict(cast.actors), cast.mentions) == ({}, ())
