"""Articles about something else than relations between states yield no hard event."""

from __future__ import annotations

import pytest
from scenes import FOLDER, events

from comity.coder import scope
from comity.coder.document import Cast, CastActor, Document, Mention, MentionKind, Part, Unit

TERMS = scope.load(FOLDER)

OTHER = {
    "football": """
        Croatia visit Wales on Friday for a qualifier that both sides must win. Coach Ivan Matic met his Welsh counterpart
        before the match. Striker Luka Peric, who signed for a club in Spain last week, will miss the game. Wales beat
        Croatia 2-1 in Cardiff in 2023, but the visitors hold the better record. The winners go on to the World Cup, where
        they would meet Brazil in the group stage.""",
    "athletics": """
        Kenya won two gold medals at the athletics championships in Tokyo on Sunday, and Ethiopia took silver in the
        marathon. Japan presented the winners with medals. The sprinter met the Prime Minister of Kenya in the stadium.
        Ethiopia protested against the result of the relay.""",
    "film": """
        The Envoy is the third film of the Chilean director Pilar Montt, and her best. The screenplay follows Ama, the
        ambassador of Ghana to Peru, who signs a secret treaty with a general in the first scenes.

        In the second act, the President of Peru visits Ghana and hands over a ship to its navy, while the soundtrack
        swells. The storyline is thin, but the main character shines. When Ghana expels the diplomat at the end, the viewer
        is not sorry. The thriller opens in cinemas on Friday.""",
    "novel": """
        In her new novel, The Long Table, the Kenyan novelist Grace Wambui tells of two spies. The first pages take the
        reader to Lima, where the heroine meets the foreign minister of Peru. The narrator is unreliable and the prose is
        dry. In chapter two, Peru declares war on Ecuador and bombs its capital. The characters are all invented.""",
    "cooking": """
        This Peruvian dish meets its Japanese cousin in a bowl. Stir the Greek yoghurt into the Turkish honey with a
        teaspoon. Simmer the Mexican beans in a saucepan, and let Brazil nuts and Danish butter sign the peace. Whisk in
        two tablespoons of Indian pepper and bake in the oven for 20 minutes.""",
    "weather": """
        A low over the Bay of Bengal will bring heavy rain to Sri Lanka and India on Friday. The storm will visit Bangladesh
        on Saturday. Myanmar issued a warning to its fishermen. Temperatures in Thailand fell to 18 degrees.""",
    "company results": """
        The Oslo-based shipping group Fjordline said on Tuesday that its profit rose 12% in the first quarter. Sales to
        Germany and Japan grew. It will pay a dividend of 3 crowns. Shares fell 2% on the Oslo exchange.""",
    "crime": """
        Police in Nairobi arrested two Ugandan men on Monday over the theft of a car. The suspects appeared before a
        magistrate. The owner, a Tanzanian, told the court that he had met the men in a bar.""",
    "home politics": """
        The Workers' Party of Kenya ended its congress on Sunday and elected Ola Mwangi as its leader. Delegates from all
        counties approved the report of the central committee. Mwangi met the youth wing and visited a school in Mombasa.""",
    "history": """
        The castle was built by the Knights in 1274. Poland took it in 1457. King Gustav of Sweden slept there in 1626, after
        his army had crossed the river. It is a museum now.""",
    "science": """
        Researchers from Chile and Sweden have found that the bats of the Atacama sleep longer than those of Lapland. The
        team visited 40 caves. The study was published in a journal.""",
}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_no_hard_event(text: str) -> None:
    assert events(text) == []


POLITICS = {
    "a state visit with a football match": (
        """
        Kenyan President Amina Otieno visited Peru on Monday and met Peruvian President Luis Rojas in Lima. The two leaders
        watched a friendly between their national teams at the stadium. The ministers of sport of Kenya and Peru agreed that
        coaches and referees will be trained in Lima. President Otieno presented President Rojas with a shirt of the striker.
        """,
        "visit occurred 2025-05-12 initiator=amina-otieno target=peru",
    ),
    "a film week": (
        """
        The Embassy of Peru in Kenya and the Kenyan Ministry of Culture opened a week of Peruvian films in Nairobi on Monday.
        The Peruvian ambassador said that the films show the life of the villages. The opening film is the comedy of a young
        screenwriter. The audience applauded, and the minister of culture of Kenya thanked Peru.
        """,
        "cultural_event occurred 2025-05-12",
    ),
    "pepper and butter": (
        """
        Kenya and Peru signed an agreement on trade in spices in Nairobi on Monday. Kenya will buy pepper and garlic, and
        Peru will buy butter and yoghurt. The Kenyan minister of trade thanked the Peruvian minister of trade.
        """,
        "signing occurred 2025-05-12 signatory=kenya+peru",
    ),
}


@pytest.mark.parametrize(("text", "expected"), POLITICS.values(), ids=POLITICS)
def test_politics_stay(text: str, expected: str) -> None:
    assert any(event.startswith(expected) for event in events(text))


def document(text: str, *spans: tuple[int, int]) -> Document:
    units = tuple(Unit(start, end, 0, Part.BODY) for start, end in spans or ((0, len(text)),))
    return Document("a", text, units, None, None)


class TestWeighing:
    SPORT = "coach striker goalkeeper midfielder referee"

    def official(self, count: int) -> Cast:
        actor = CastActor("ministry", "Ministry", "government", "KEN", None, (0, 1))
        return Cast({"ministry": actor}, (Mention(0, 1, MentionKind.BODY, ("ministry",)),) * count)

    def judged(self, text: str, officials: int) -> bool:
        return scope.off_topic(document(text), text, self.official(officials), TERMS)

    def test_many_terms_and_few_officials(self) -> None:
        assert self.judged(self.SPORT, 0)
        assert self.judged(self.SPORT, 2)

    def test_officials_outweigh_terms(self) -> None:
        assert not self.judged(self.SPORT, 3)

    def test_few_terms(self) -> None:
        assert not self.judged("coach striker goalkeeper midfielder", 0)

    def test_terms_of_two_domains_are_not_added_up(self) -> None:
        assert not self.judged("coach striker goalkeeper screenplay soundtrack thriller", 0)

    def test_only_the_article_counts(self) -> None:
        text = f"Kenya paid. {self.SPORT}"
        assert not scope.off_topic(document(text, (0, 11)), text, self.official(0), TERMS)

    def test_whole_words(self) -> None:
        assert not self.judged("coachman strikerless goalkeeperless midfielding refereed", 0)
