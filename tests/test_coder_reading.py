"""From a page to its sentences: datelines, captions and credits, furniture, teasers, lists, wrapped lines."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import articles, codebook
from comity.articles import Article
from comity.coder import captions, datelines, furniture, reading
from comity.coder.document import Document, Part
from comity.coder.furniture import Furniture, Line

FOLDER = Path(__file__).parent.parent / "codebook"


@pytest.fixture(scope="module")
def phrases() -> Furniture:
    return furniture.load(codebook.load(FOLDER))


def article(text: str, title: str = "A title of its own", published: str | None = None) -> Article:
    return Article("a", title, textwrap.dedent(text).strip(), "articles/a.md", published=published)


def bare(text: str) -> Article:
    return articles.parse(textwrap.dedent(text).lstrip("\n"), "a.txt")


def units(document: Document, *parts: Part) -> list[str]:
    wanted = parts or tuple(Part)
    return [" ".join(document.text[u.start : u.end].split()) for u in document.units if u.part in wanted]


DATELINES = [
    ("Hanoi (VNA) – ", "Hanoi", None),
    ("Jakarta (SOME WIRE) - ", "Jakarta", None),
    ("JERUSALEM (AP) — ", "Jerusalem", None),
    ("Kathmandu [Nepal], May 3 (SOME WIRE): ", "Kathmandu", None),
    ("Kuwait (KUNA) -- ", "Kuwait", None),
    ("Colombo (News 1st) – ", "Colombo", None),
    ("MINSK — ", "Minsk", None),
    ("ACCRA - ", "Accra", None),
    ("Accra – ", "Accra", None),
    ("The Hague – ", "The Hague", None),
    ("RABAT – ", "Rabat", None),
    ("KUWAIT, March 3 (KUNA) -- ", "Kuwait", None),
    ("BEIJING, Jan. 5 (Xinhua) -- ", "Beijing", None),
    ("MINSK, 12 May (BelTA) – ", "Minsk", None),
    ("Tokyo, March 5 (Jiji Press)--", "Tokyo", None),
    ("Tripoli, 5 May 2025 (Lana)-", "Tripoli", "2025-05-05"),
    ("MEXICO CITY, May 5 (EFE).- ", "Mexico City", None),
    ("Riyadh, March 03, 2025, SPA -- ", "Riyadh", "2025-03-03"),
    ("Riyadh, Ramadan 3, 1446, March 03, 2025, SPA -- ", "Riyadh", "2025-03-03"),
    ("ABU DHABI, 3rd March, 2025 (WAM) -- ", "Abu Dhabi", "2025-03-03"),
    ("Freetown, 5th May 2025— ", "Freetown", "2025-05-05"),
    ("TASHKENT, Uzbekistan, May 5. /UzA/. ", "Tashkent", None),
    ("Bishkek, Sep. 20, 2023. /KBR/. ", "Bishkek", "2023-09-20"),
    ("MOSCOW, May 5. /TASS/. ", "Moscow", None),
    ("Ulaanbaatar /MONTSAME/. ", "Ulaanbaatar", None),
    ("Doha - March 03 (QNA) - ", "Doha", None),
    ("CAIRO – 2 September 2024: (ENN) - ", "Cairo", "2024-09-02"),
    ("Ottawa, Ontario - March 20, 2024 - ", "Ottawa", "2024-03-20"),
    ("March 20, 2024 - Ottawa, Ontario - ", "Ottawa", "2024-03-20"),
    ("Phnom Penh (FN), May 5 – ", "Phnom Penh", None),
    ("MANAMA: ", "Manama", None),
    ("Islamabad: ", "Islamabad", None),
    ("NEW DELHI, May 5: ", "New Delhi", None),
    ("ISLAMABAD, May 5 (APP): ", "Islamabad", None),
    ("ACCRA, March 5, GNA – ", "Accra", None),
    ("YEREVAN, MAY 5, ARMENPRESS. ", "Yerevan", None),
    ("Damascus, SANA- ", "Damascus", None),
    ("ASTANA. October 9. SOME WIRE – ", "Astana", None),
    ("Kampala, Uganda | SOME WIRE | ", "Kampala", None),
    ("[Seoul=Yonhap] ", "Seoul", None),
    ("Kingston (EL) ", "Kingston", None),
    ("Havana, May 5 (ACN) ", "Havana", None),
    ("Lima, Oct. 14. ", "Lima", None),
    ("BAKU, Azerbaijan, May 5. ", "Baku", None),
    ("NAIROBI, Kenya May 5 - ", "Nairobi", None),
    ("Nicosia May 5 (CNA) – ", "Nicosia", None),
    ("Addis Ababa, May 5/2025 (ENA) – ", "Addis Ababa", "2025-05-05"),
    ("DUSHANBE, 05.05.2025 (NIAT) – ", "Dushanbe", "2025-05-05"),
    ("KUWAIT, Monday, March 3 – ", "Kuwait", None),
    ("Brussels, Monday – ", "Brussels", None),
    ("GENEVA (5 May 2025) – ", "Geneva", "2025-05-05"),
    ("Geneva, Switzerland (5 May 2025) - ", "Geneva", "2025-05-05"),
    ("WASHINGTON, D.C. – ", "Washington", None),
    ("Washington, DC, May 5, 2025 – ", "Washington", "2025-05-05"),
    ("DUBAI/LONDON, May 5 (Reuters) - ", "Dubai", None),
    ("NUKU'ALOFA – ", "Nuku'alofa", None),
    ("Nuku’alofa, 5 May (RNZ) – ", "Nuku’alofa", None),
    ("PORT-AU-PRINCE, May 5 (AP) — ", "Port-au-Prince", None),
    ("São Paulo, 5 May 2025 (ABr) - ", "São Paulo", "2025-05-05"),
    ("N'DJAMENA (AFP) – ", "N'Djamena", None),
    ("ST. JOHN'S, Antigua and Barbuda – ", "St. John's", None),
    ("Rio de Janeiro, 5 May 2025 – ", "Rio de Janeiro", "2025-05-05"),
    ("Gjirokastër, 5 May (ATA) – ", "Gjirokastër", None),
]


@pytest.mark.parametrize(("line", "place", "day"), DATELINES, ids=[line.strip() for line, _, _ in DATELINES])
def test_dateline(line: str, place: str, day: str | None, phrases: Furniture) -> None:
    document = reading.prepare(article(f"{line}The two ministers met on Monday."), phrases)
    assert units(document) == ["The two ministers met on Monday."]
    assert document.dateline_place == place
    assert (document.published and document.published.text) == day


NO_DATELINES = [
    "Peru-Ghana relations grew.",
    "Peru – Ghana ties grew.",
    "Hanoi - Minsk cooperation grew.",
    "Mr Smith – the envoy – left.",
    "Moscow – the capital of Russia – was full of guests.",
    "NATO – the alliance – met.",
    "NATO: The alliance met.",
    "Rwanda on Tuesday, February 6, opened an embassy.",
    "Note: The ministers met.",
    "BREAKING – The ministers met.",
    "UPDATE: The ministers met.",
    "Mutua: The talks went well.",
    "QUESTION: The talks went well?",
    "The African Union (AU) – the bloc – met.",
    "African Union (AU) Leaders met.",
    "Mwangi (L) and Otieno met.",
    "Foreign Minister Mwangi (1950-2020) – The founder.",
    "On May 5, 2025, the envoys met.",
    "May 5, 2025 – The envoys met.",
    "12 May 1992: Kenya and Peru set up ties.",
    "Vision 2030: The plan is ready.",
    "London, May 5 marks the day.",
    "Paris and Berlin – The two capitals are twinned.",
    "In Nairobi, May 5 – The day of the fair.",
    "The talks - Held in May - were long.",
]


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_dateline(line: str, phrases: Furniture) -> None:
    document = reading.prepare(article(line), phrases)
    assert (units(document), document.dateline_place) == ([line], None)


def test_a_dateline_stands_in_the_lead(phrases: Furniture) -> None:
    lead = "\n\n".join(f"Kenya opened mission number {number} on the coast." for number in range(8))
    document = reading.prepare(article(f"{lead}\n\nLima – The day of the fair."), phrases)
    assert document.dateline_place is None
    assert units(document)[-1] == "Lima – The day of the fair."


def test_only_the_first_dateline_counts(phrases: Furniture) -> None:
    document = reading.prepare(article("LIMA – Peru paid.\n\nACCRA – Ghana thanked Peru."), phrases)
    assert document.dateline_place == "Lima"
    assert units(document) == ["Peru paid.", "ACCRA – Ghana thanked Peru."]


@pytest.mark.parametrize("line", ["ANKARA", "Ankara", "ANKARA, Türkiye, 5 May 2025", "5 May 2025, Ankara, (AA)"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_dateline_alone_on_its_line(line: str, gap: str, phrases: Furniture) -> None:
    text = f"{line}{gap}A company from Izmir built the longest bridge of the region in only three years."
    document = reading.prepare(article(text), phrases)
    assert document.dateline_place == "Ankara"
    assert units(document) == ["A company from Izmir built the longest bridge of the region in only three years."]


def test_dateline_behind_the_headline_summary_and_caption(phrases: Furniture) -> None:
    document = reading.prepare(
        bare(
            """\
            Kenya and Peru sign fisheries pact

            The pact opens the coast of Kenya to Peruvian research ships, the ministry said.

            The two ministers after the ceremony. (Photo: Some Wire)

            Nairobi (SW) – Kenya and Peru signed a fisheries pact on Monday.
            """
        ),
        phrases,
    )
    assert document.dateline_place == "Nairobi"
    assert units(document, Part.HEADLINE) == ["Kenya and Peru sign fisheries pact"]
    assert units(document, Part.CAPTION) == ["The two ministers after the ceremony."]
    assert units(document, Part.BODY)[-1] == "Kenya and Peru signed a fisheries pact on Monday."


class TestPublished:
    def published(self, found: Article, phrases: Furniture) -> str | None:
        day = reading.prepare(found, phrases).published
        return day.text if day else None

    def test_front_matter_wins(self, phrases: Furniture) -> None:
        found = article("LIMA, 5 May 2025 – Peru paid.", published="2025-05-06")
        assert self.published(found, phrases) == "2025-05-06"

    def test_a_dateline_refines_the_front_matter(self, phrases: Furniture) -> None:
        assert self.published(article("LIMA, 5 May – Peru paid.", published="2025-05"), phrases) == "2025-05-05"
        assert self.published(article("LIMA, 5 May 2025 – Peru paid.", published="2025"), phrases) == "2025-05-05"

    def test_a_dateline_without_year_or_date_says_nothing(self, phrases: Furniture) -> None:
        assert self.published(article("LIMA, 5 May – Peru paid."), phrases) is None
        assert self.published(article("LIMA – Peru paid 5 May 2025."), phrases) is None

    @pytest.mark.parametrize(
        "line",
        ["5 May 2025", "May 5, 2025", "Monday, 5 May 2025", "Updated: May 5, 2025 - 10:30", "Published: 05/05/2025",
         "Published on 5 May 2025", "14:20 | 05/05/2025"],
    )  # fmt: skip
    def test_a_date_above_the_text(self, line: str, phrases: Furniture) -> None:
        found = bare(f"Peru pays Kenya\n{line}\n\nPeru paid Kenya for the fish of the year.")
        assert self.published(found, phrases) == "2025-05-05"
        assert units(reading.prepare(found, phrases), Part.BODY) == ["Peru paid Kenya for the fish of the year."]

    def test_a_date_within_the_text_is_no_publication_date(self, phrases: Furniture) -> None:
        assert self.published(article("Peru paid.\n\n5 May 2025\n\nKenya thanked Peru."), phrases) is None


class TestHeadline:
    def test_the_title_of_the_front_matter(self, phrases: Furniture) -> None:
        document = reading.prepare(article("# Peru Pays\n\nPeru paid.", title="Peru pays"), phrases)
        assert units(document, Part.HEADLINE) == ["# Peru Pays"]

    def test_first_line_of_a_bare_file(self, phrases: Furniture) -> None:
        document = reading.prepare(bare("Peru pays Kenya\nPeru paid Kenya for the fish of the year."), phrases)
        assert units(document, Part.HEADLINE) == ["Peru pays Kenya"]
        assert units(document, Part.BODY) == ["Peru paid Kenya for the fish of the year."]

    def test_repeated(self, phrases: Furniture) -> None:
        document = reading.prepare(bare("Peru pays Kenya\n\nPeru pays Kenya\n\nThe fish was good."), phrases)
        assert units(document) == ["Peru pays Kenya", "The fish was good."]

    def test_a_first_paragraph_is_none(self, phrases: Furniture) -> None:
        first = (
            "Peru paid Kenya on Monday for all the fish that its ships had taken off the coast of Lamu since May 2024."
        )
        document = reading.prepare(bare(f"{first} It was much.\n\nKenya thanked Peru."), phrases)
        assert units(document, Part.HEADLINE) == []
        document = reading.prepare(bare("LIMA (SW) – Peru paid Kenya.\n\nKenya thanked Peru."), phrases)
        assert units(document, Part.BODY) == ["Peru paid Kenya.", "Kenya thanked Peru."]


CAPTIONS = [
    "{} (Photo: Some Wire)",
    "{} (Photo: A. Doe/VNA)",
    "{} (Photo by A. Doe)",
    "{} (Photo courtesy of the ministry)",
    "{} (AP Photo/A. Doe)",
    "{} [Photo: File]",
    "{} (Xinhua/A. Doe)",
    "{} Photo: Ministry of Foreign Affairs",
    "{} Photo: example.org",
    "{} | Photo: Some Wire",
    "{} Photo/AFP",
    "{} / Reuters",
    "{} REUTERS/A. Doe",
    "{} AP Photo/A. Doe",
    "{} Photo credit: Some Wire",
    "{} Credit: A. Doe",
    "{} © AFP",
    "{} (file photo)",
    "FILE PHOTO: {} REUTERS/A. Doe",
    "Photo ABC: {}",
    "Photo: {}",
    "PHOTO | {}",
    "Caption: {}",
    "(FILE) {}",
]


@pytest.mark.parametrize("form", CAPTIONS)
def test_caption(form: str, phrases: Furniture) -> None:
    caption = "The dancers of the two ministers perform in Lima, 5 May."
    document = reading.prepare(article(f"Peru paid.\n\n{form.format(caption)}\n\nKenya thanked Peru."), phrases)
    assert units(document, Part.CAPTION) == [caption]
    assert units(document, Part.BODY) == ["Peru paid.", "Kenya thanked Peru."]


@pytest.mark.parametrize(
    "line",
    ["Photo: Some Wire", "(Photo: A. Doe/VNA)", "REUTERS/A. Doe", "© AFP", "Image: Ministry of Trade", "kenya-1505.jpg",
     "Photo by A. Doe", "AFP"],
)  # fmt: skip
def test_credit_alone(line: str, phrases: Furniture) -> None:
    document = reading.prepare(article(f"Peru paid.\n\n{line}\n\nKenya thanked Peru."), phrases)
    assert units(document) == ["Peru paid.", "Kenya thanked Peru."]


@pytest.mark.parametrize(
    "text",
    [
        "Peru paid, according to the Some News Agency (AFP).",
        "The exhibition holds many a photo by Peru.",
        "Photo exhibition opens in Lima.",
        "The embassy showed a film/photo of the port.",
        "Kenya sent images: maps, charts and more.",
        "The report cited Reuters.",
        "Kenya will ship wheat and/or rice.",
    ],
)
def test_no_caption(text: str, phrases: Furniture) -> None:
    assert units(reading.prepare(article(text), phrases), Part.BODY) == [text]


@pytest.mark.parametrize("sign", ["(VNA)", "— Bernama", "- AFP", "/. VNA", "VNA"])
def test_sign_of_the_agency(sign: str, phrases: Furniture) -> None:
    document = reading.prepare(article(f"Peru paid.\n\nKenya thanked Peru. {sign}"), phrases)
    assert units(document, Part.BODY) == ["Peru paid.", "Kenya thanked Peru."]


class TestLinesOfCaptions:
    def test_a_caption_told_twice_is_read_once(self, phrases: Furniture) -> None:
        caption = "The two ministers sign the pact. (Photo: Some Wire)"
        document = reading.prepare(article(f"Peru will pay for it.\n{caption}\n{caption}\n\nKenya paid."), phrases)
        assert units(document, Part.CAPTION) == ["The two ministers sign the pact."]
        assert units(document, Part.BODY) == ["Peru will pay for it.", "Kenya paid."]

    def test_credits_amid_lines(self, phrases: Furniture) -> None:
        document = reading.prepare(
            article(
                """\
                kenya-1505.jpg
                The two ministers sign the pact (Photo: Some Wire)
                Peru paid on Monday.
                Kenya thanked Peru.
                """
            ),
            phrases,
        )
        assert units(document, Part.CAPTION) == ["The two ministers sign the pact"]
        assert units(document, Part.BODY) == ["Peru paid on Monday.", "Kenya thanked Peru."]

    def test_a_credit_amid_a_line(self, phrases: Furniture) -> None:
        text = "The two ministers sign the pact (Photo: Some Wire) Peru paid on Monday."
        document = reading.prepare(article(text), phrases)
        assert units(document, Part.CAPTION) == ["The two ministers sign the pact"]
        assert units(document, Part.BODY) == ["Peru paid on Monday."]

    def test_a_credit_below_its_caption(self, phrases: Furniture) -> None:
        document = reading.prepare(article("The two ministers sign the pact.\nPhoto: A. Doe\n\nPeru paid."), phrases)
        assert units(document, Part.CAPTION) == ["The two ministers sign the pact."]
        assert units(document, Part.BODY) == ["Peru paid."]

    def test_a_wrapped_caption(self, phrases: Furniture) -> None:
        text = "The two ministers of Kenya and\nPeru sign the pact. (Photo:\nSome Wire)\n\nPeru paid."
        document = reading.prepare(article(text), phrases)
        assert units(document, Part.BODY) == ["Peru paid."]


FURNITURE = [
    "By Amina Otieno", "BY A CORRESPONDENT OF SOME WIRE", "By J. K. Mwangi", "VNA", "VNA/VNS", "(END) JPC/RMB", "ENDS", "###", "* * *",
    "Share this page", "Share", "Updated: 5 May 2025", "Last updated 5 May 2025", "desk@example.org",
    "Tel: +254 20 555 0100", "Email: desk@example.org", "Contact: Amina Otieno, +254 20 555 0100", "www.example.org",
    "For more information, contact Amina Otieno of the press office at the ministry.", "Copyright 2025 Some Wire",
    "© Copyright Some Wire", "Copyright: Some Wire", "Tags: Kenya, Peru", "Source: Some Wire", "Follow us on all channels",
    "Read more: Kenya opens fair", "Read also: Kenya opens fair", "ALSO READ | Kenya opens fair", ">> See also: Kenya opens fair",
    "News release", "PRESS RELEASE", "For immediate release", "Advertisement", "Illustrative photo", "photo_5.JPG", "Reporting by A. Doe; Editing by B. Roe",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_furniture(line: str, gap: str, phrases: Furniture) -> None:
    document = reading.prepare(article(f"Peru paid.{gap}{line}{gap}Kenya thanked Peru."), phrases)
    assert units(document) == ["Peru paid.", "Kenya thanked Peru."]


BODY = [
    "Copyright laws are to be brought into line by 2030.",
    "Share prices rose in Lima.",
    "Source countries of the migrants were not named.",
    "By Tuesday, the envoys had left.",
    "By Monday Kenya and Peru had signed.",
    "Updated figures are due in May.",
    "Print media of both countries covered the talks.",
    "Related industries will profit.",
    "Video links will join the two ports.",
    "Note: Peru has no embassy in Nairobi.",
    "Background: Peru has no embassy in Nairobi.",
    "Comments by the minister were welcome.",
    "The address of the embassy is given on www.example.org for all who want to visit it in the summer.",
    "From Nairobi to Lima, the route is long.",
    "Watch makers of both countries met.",
    "UN talks ended.",
    "Contact between the two ports began.",
]


@pytest.mark.parametrize("line", BODY)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_body_text_stays(line: str, gap: str, phrases: Furniture) -> None:
    document = reading.prepare(article(f"Peru paid.{gap}{line}{gap}Kenya thanked Peru."), phrases)
    assert units(document, Part.BODY) == ["Peru paid.", line, "Kenya thanked Peru."]


PROSE = "The two ministers agreed on Monday to meet again in the summer of the year."
MORE = "They thanked the port of Mombasa for its hospitality during the three days."


class TestTeasers:
    @pytest.mark.parametrize("mark", ["See more", "SEE MORE:", "Back to top", "Comments", "Most read", "Latest news"])
    def test_what_follows_the_end_is_dropped(self, mark: str, phrases: Furniture) -> None:
        document = reading.prepare(article(f"Peru paid.\n\n{mark}\n\n{PROSE}\n\n{MORE}"), phrases)
        assert units(document) == ["Peru paid."]

    def test_an_end_before_the_text_is_none(self, phrases: Furniture) -> None:
        document = reading.prepare(article(f"Back to top\n\n{PROSE}"), phrases)
        assert units(document) == [PROSE]

    @pytest.mark.parametrize("mark", ["Related News:", "RELATED NEWS", "Read also:", "Related articles", "Read more"])
    @pytest.mark.parametrize("gap", ["\n", "\n\n"])
    def test_titles_and_summaries_at_the_end(self, mark: str, gap: str, phrases: Furniture) -> None:
        teasers = gap.join(["Oman opens fair", "Oman opened a fair for camels on Sunday, its ministry of trade said."])
        document = reading.prepare(article(f"{PROSE}\n\n{MORE}\n\n{mark}{gap}{teasers}"), phrases)
        assert units(document) == [PROSE, MORE]

    def test_captions_titles_and_summaries_at_the_end(self, phrases: Furniture) -> None:
        document = reading.prepare(
            article(
                f"""\
                {PROSE}

                Related news

                Camels of all ages stand in the sun before the gates. (Photo: Some Wire)

                Oman opens fair

                Oman opened a fair for camels on Sunday, its ministry of trade said.

                Mali sells gold

                Mali sold more gold than in any year before it, the bank of Mali said.
                """
            ),
            phrases,
        )
        assert units(document) == [PROSE]

    def test_the_article_goes_on_behind_a_box(self, phrases: Furniture) -> None:
        text = f"Peru paid.\n\nRelated news\nOman opens fair\nMali sells gold\n\n{PROSE}\n\n{MORE}"
        assert units(reading.prepare(article(text), phrases)) == ["Peru paid.", PROSE, MORE]
        text = f"Peru paid.\n\nRelated news\n\nOman opens fair\n\nMali sells gold\n\n{PROSE}\n\n{MORE}"
        assert units(reading.prepare(article(text), phrases)) == ["Peru paid.", PROSE, MORE]

    def test_prose_right_behind_the_mark_is_body(self, phrases: Furniture) -> None:
        document = reading.prepare(article(f"Peru paid.\n\nRead more\n\n{PROSE}"), phrases)
        assert units(document) == ["Peru paid.", PROSE]

    def test_the_end_within_a_box(self, phrases: Furniture) -> None:
        text = f"Peru paid.\n\nRelated news\n\nOman opens fair\n\nBack to top\n\n{PROSE}\n\n{MORE}"
        assert units(reading.prepare(article(text), phrases)) == ["Peru paid."]


class TestOnce:
    def test_paragraphs(self, phrases: Furniture) -> None:
        document = reading.prepare(article(f"{PROSE}\n\n{MORE}\n\n{PROSE}"), phrases)
        assert units(document) == [PROSE, MORE]

    def test_sentences(self, phrases: Furniture) -> None:
        document = reading.prepare(article(f"{PROSE} {MORE}\n\nIn short: it is done. {MORE}"), phrases)
        assert units(document) == [PROSE, MORE, "In short: it is done."]

    def test_spaces_quotes_and_case_make_no_difference(self, phrases: Furniture) -> None:
        document = reading.prepare(article("Peru's  envoy left.\n\nPERU’S ENVOY LEFT"), phrases)
        assert units(document) == ["Peru's envoy left."]


class TestLines:
    @pytest.mark.parametrize(
        "marks", [("-", "-"), ("–", "–"), ("•", "•"), ("*", "*"), ("1.", "2."), ("1)", "2)"), ("(i)", "(ii)"), ("(1)", "(2)"), ("a)", "b)")]
    )  # fmt: skip
    @pytest.mark.parametrize("stop", ["", ";", "."])
    def test_list(self, marks: tuple[str, str], stop: str, phrases: Furniture) -> None:
        items = [f"a pact on fish and on the\n  rights of its fishers{stop}", f"a pact on health{stop}"]
        listed = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
        document = reading.prepare(article(f"The following were signed on Monday in Lima:\n{listed}"), phrases)
        assert units(document) == [
            "The following were signed on Monday in Lima:",
            f"a pact on fish and on the rights of its fishers{stop}",
            f"a pact on health{stop}",
        ]

    def test_numbered_paragraphs(self, phrases: Furniture) -> None:
        document = reading.prepare(article("1. Peru paid.\n\n2. Kenya thanked Peru.\n\n(i) A pact on fish;"), phrases)
        assert units(document) == ["Peru paid.", "Kenya thanked Peru.", "A pact on fish;"]

    def test_a_negative_number_is_no_item(self, phrases: Furniture) -> None:
        assert units(reading.prepare(article("-5 degrees were measured."), phrases)) == ["-5 degrees were measured."]

    @pytest.mark.parametrize("width", [30, 45, 60, 72, 100])
    def test_wrapped_text_is_not_parted(self, width: int, phrases: Furniture) -> None:
        text = (
            "President Amina Otieno of Kenya and Prime Minister Luis Rojas of Peru met in Lima on 5 May 2025. The Ministry "
            "of Foreign Affairs of Peru - which hosted the talks - said that Kenya will open an embassy in Lima under the "
            "Memorandum of Understanding signed by the two. Afterwards the guests left for Cusco, Arequipa and Trujillo."
        )
        document = reading.prepare(article(textwrap.fill(text, width, break_long_words=False)), phrases)
        assert units(document) == units(reading.prepare(article(text), phrases))
        assert len(document.units) == 3

    def test_the_last_words_of_a_sentence_are_no_line_of_their_own(self, phrases: Furniture) -> None:
        text = "The pact of the two states was laid before the members of the council of\nUNESCO.\n\nThe talks began in Lima on\n5 May 2025."
        document = reading.prepare(article(text), phrases)
        assert units(document)[0].endswith("council of UNESCO.")
        assert units(document)[1] == "The talks began in Lima on 5 May 2025."

    def test_lines_without_blank_lines_between(self, phrases: Furniture) -> None:
        document = reading.prepare(
            bare(
                f"""\
                Peru pays Kenya
                5 May 2025
                LIMA (SW) – Peru paid Kenya on Monday for the fish of the year, its ministry said.
                The road to the port
                {PROSE}
                See more
                Oman opens fair
                """
            ),
            phrases,
        )
        assert units(document, Part.HEADLINE) == ["Peru pays Kenya"]
        assert units(document, Part.BODY) == [
            "Peru paid Kenya on Monday for the fish of the year, its ministry said.", "The road to the port", PROSE,
        ]  # fmt: skip
        assert document.dateline_place == "Lima"
        assert document.published is not None
        assert document.published.text == "2025-05-05"

    def test_windows_line_ends(self, phrases: Furniture) -> None:
        text = f"Peru pays Kenya\n\nLIMA (SW) – Peru paid.\n\n- one\n- two\n\n{PROSE}\n"
        unix = reading.prepare(articles.parse(text, "a.txt"), phrases)
        windows = reading.prepare(articles.parse(text.replace("\n", "\r\n"), "a.txt"), phrases)
        assert unix == windows


@given(
    st.lists(
        st.sampled_from(
            ["LIMA (SW) – ", "Peru paid. ", "(Photo: A/B)", "\n", "\n\n", "- ", "1. ", "See more", "Related news", "By A", "5 May 2025",
             "/ Reuters", "©", "Photo: ", "…", "\u00a0", "Dr.", ":", "«", " "]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_units_are_in_order_without_blanks_and_within_the_text(text: str) -> None:
    if not text.strip():
        return
    found = article(text)
    document = reading.prepare(found, _PHRASES)
    position = 0
    for unit in document.units:
        assert position <= unit.start < unit.end <= len(found.text)
        assert found.text[unit.start : unit.end] == found.text[unit.start : unit.end].strip()
        position = unit.end
    assert document.text == found.text


_PHRASES = furniture.load(codebook.load(FOLDER))


def test_reading_changes_nothing_twice(phrases: Furniture) -> None:
    found = article(f"LIMA (SW) – {PROSE}\n\n- one\n- two\n\nRelated news\n\n{MORE}")
    assert reading.prepare(found, phrases) == reading.prepare(found, phrases)


class TestPieces:
    def test_kinds_of_lines(self, phrases: Furniture) -> None:
        assert phrases.kind("See more") is Line.END
        assert phrases.kind("Related news:") is Line.TEASERS
        assert phrases.kind("Tags: a, b") is Line.FURNITURE
        assert phrases.kind("Peru paid.") is Line.TEXT
        assert phrases.kind("Tags: " + "a" * 300) is Line.TEXT

    def test_a_furniture_without_phrases_reads_everything(self) -> None:
        document = reading.prepare(article("See more\n\nPeru paid."), Furniture())
        assert units(document) == ["See more", "Peru paid."]

    def test_a_dateline_ends_where_the_text_begins(self) -> None:
        text = "LIMA, 5 May 2025 (SW) –  Peru paid."
        found = datelines.read(text, 0, len(text), datelines.Known())
        assert found is not None
        assert (text[found.end :], found.place) == ("Peru paid.", "Lima")

    def test_trimming(self) -> None:
        text = "Photo: The port of Lima at dawn. REUTERS/A. Doe"
        trimmed = captions.Credits(text, {"reuters"}).trim(0, len(text))
        assert (text[trimmed.start : trimmed.end], trimmed.caption, trimmed.empty) == (
            "The port of Lima at dawn.",
            True,
            False,
        )
