"""The flows as somebody on a phone would go through them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow import Definition
from bot.flow.effects import WentTo
from bot.i18n import UNKNOWN
from flows.another_contact import AnotherContact
from flows.apply import Apply
from flows.appointments import Appointments
from flows.contact import Contact
from flows.help import Help
from flows.rent import Rent
from flows.situation import Situation
from flows.tonight import Tonight
from flows.welcome import Welcome
from tests.words.everything import flows
from tests.words.talking import TEXTS, Talk

TYPED = {"text": "Noen ord", "number": "2", "clock": "14.30"}
CHOICES = 5  # on one screen; with «Vet ikke», and what turns pages and ends ticking, a few more


@pytest.mark.parametrize("answer", ["Nei", "Vet ikke"])
def test_no_safe_place_shows_everything_in_one_message_with_one_button(answer: str) -> None:
    """Number, place, hours and that NAV must look at it today; then «Si fra til vakta nå»."""
    talk = Talk(Tonight.definition)
    talk.press(answer)
    for part in (
        "<tonight_phone>",
        "<tonight_place>",
        "<tonight_hours>",
        "NAV må vurdere det i dag",
    ):
        assert part in talk.say()
    assert "<tonight_reading>" in talk.say()
    assert list(talk.buttons()) == ["Si fra til vakta nå"]
    assert not talk.sent("tonight_request")
    talk.press("Si fra til vakta nå")
    assert len(talk.sent("tonight_request")) == 1


def test_details_about_tonight_go_on_as_they_come() -> None:
    """Danger, company and place are each sent at once; the right and the places follow."""
    talk = Talk(Tonight.definition, tonight_is_request_to_nav=False)
    talk.press("Nei", "Si fra til vakta nå", "Ja")
    assert "112" in talk.say()
    assert len(talk.sent("tonight_detail")) == 1
    talk.press("Videre", "Barn", "Ferdig")
    assert len(talk.sent("tonight_detail")) == 2
    talk.write("Ved kirka")
    assert len(talk.sent("tonight_detail")) == 3
    assert "samme dag" in talk.say()
    talk.press("Videre")
    assert "ikke en søknad til NAV ennå" in talk.say()
    talk.press("Videre")
    assert "<tonight_places>" in talk.say()
    talk.press("Greit")
    assert talk.over


def test_what_must_be_passed_on_is_told_before_children_are_asked_about() -> None:
    """In each flow the first question that speaks of children begins with the limit of secrecy."""
    asked = []
    for flow in flows():
        for step in flow.steps:
            texts = " ".join(text for key, text in step.texts() if not key.endswith(".why"))
            if step.asks and "barn" in texts.lower():
                assert step.question.startswith("{confidentiality_limit}"), f"{flow.id}.{step.name}"
                asked.append(flow.id)
                break
    assert asked == ["apply", "situation", "tonight"]


def test_who_has_just_said_it_is_not_asked_again() -> None:
    """Coming from another flow with no safe place, one lands on the number and the button."""
    talk = Talk(Tonight.definition, said_unsafe_tonight=True)
    assert list(talk.buttons()) == ["Si fra til vakta nå"]


def test_a_safe_place_ends_kindly() -> None:
    """With «Ja» nothing is sent and nothing more is asked."""
    talk = Talk(Tonight.definition)
    talk.press("Ja", "Greit")
    assert talk.over
    assert not talk.sent("tonight_request")


@pytest.mark.parametrize(
    "presses",
    [
        ("Ikke nå",),
        ("Les mer", "Videre", "Ikke nå"),
        ("Ja", "Ikke nå"),
        ("Ja", "Les mer", "Videre", "Ikke nå"),
    ],
)
def test_not_now_is_a_whole_answer(presses: tuple[str, ...]) -> None:
    """At every place «Ikke nå» ends kindly, says what becomes of the answers, and consents to nothing."""
    talk = Talk(Welcome.definition)
    talk.press("Valg 1", *presses)
    assert "innen et døgn" in talk.say()
    talk.press("Greit")
    assert talk.over
    assert talk.sent("consent_not_now")
    assert not talk.sent("consent")


@pytest.mark.parametrize(
    "presses", [("Ja", "Ja"), ("Les mer", "Videre", "Ja", "Les mer", "Videre", "Ja")]
)
def test_two_small_yeses_lead_on(presses: tuple[str, ...]) -> None:
    """After both, consent is given once and the way leads to «Om deg»."""
    talk = Talk(Welcome.definition)
    talk.press("Valg 1", *presses)
    assert not talk.sent("consent")
    talk.press("Videre")
    assert len(talk.sent("consent")) == 1
    assert WentTo("about_me", "end") in talk.effects


def test_not_now_is_as_large_as_yes() -> None:
    """Yes and not now each have a row of their own, in this order, wherever consent is asked."""
    for flow in flows():
        for step in flow.steps:
            ids = step.choice_ids()
            if "later" in ids:
                assert ids[:2] == ("yes", "later"), f"{flow.id}.{step.name}"


def test_an_application_can_be_handed_in_after_three_answers() -> None:
    """What to call you, how to reach you, where you sleep: then «Send nå, resten senere»."""
    talk = Talk(Apply.definition, sending_is_the_application=False)
    talk.press("Ja")
    assert "Dette er ikke søknaden ennå" in talk.say()
    talk.press("Begynn")
    talk.write("Kim")
    talk.press("Her i chatten")
    talk.press("Egen eid bolig")
    talk.control("early")
    (sent,) = talk.sent("application")
    assert sent.early
    assert {"name", "reach", "now"} <= {answer.step for answer in sent.answers}


def test_no_safe_place_goes_to_tonight_before_anything_else() -> None:
    """An application begins with tonight."""
    talk = Talk(Apply.definition)
    talk.press("Vet ikke")
    assert WentTo("tonight", "back") in talk.effects


def test_a_no_to_everything_stops_no_application() -> None:
    """Whoever skips, has tried nothing and refuses every contact still hands it in."""
    units = {f"unit_{u}": True for u in ("nav", "health", "substance_services", "next_of_kin")}
    talk = Talk(Apply.definition, has_name=True, sending_is_the_application=True, **units)
    talk.press("Ja", "Begynn", "Her i chatten", "Egen eid bolig")
    while "Send" not in talk.buttons():
        found = talk.buttons()
        if "Ikke nå" in found:
            talk.press("Ikke nå")
        elif "Greit" in found:
            talk.press("Greit")
        else:
            talk.control("skip")
    talk.press("Send")
    (sent,) = talk.sent("application")
    assert not sent.early


def test_how_one_lives_has_the_surveys_order() -> None:
    """The eleven categories stand in the national survey's order, on one question in both flows."""
    ids = (
        "own",
        "private",
        "municipal",
        "partner",
        "friends",
        "temporary",
        "shelter",
        "outside",
        "institution",
        "prison",
        "other",
    )
    assert Situation.now.choice_ids() == Apply.now.choice_ids() == ids


def test_outside_leads_to_tonight() -> None:
    """A night outside or in a shelter leads to a place for tonight, and back."""
    talk = Talk(Situation.definition)
    talk.press("Flere", "Ute, uten noe fast sted")
    assert WentTo("tonight", "back") in talk.effects


@pytest.mark.parametrize("place", ["Institusjon", "Fengsel"])
def test_an_institution_or_prison_leads_to_the_day_one_leaves(place: str) -> None:
    """The plan for that day is its own conversation, and this one goes on after it."""
    talk = Talk(Situation.definition)
    talk.press("Flere", place)
    assert WentTo("discharge", "back") in talk.effects


def test_another_contact_without_saying_why() -> None:
    """One press and a summary: no reason is asked for."""
    talk = Talk(Contact.definition, has_worker=True)
    talk.press("Be om en annen kontakt")
    assert WentTo("another_contact", "end") in talk.effects
    talk = Talk(AnotherContact.definition)
    talk.press("Nei, bare be om en annen", "Send")
    assert talk.sent("another_contact")


def test_without_a_contact_one_is_told_where_words_go() -> None:
    """Who has no worker reads who finds one, where words go meanwhile, and a number."""
    talk = Talk(Contact.definition, has_worker=False)
    assert "<contact>" in talk.say()
    assert "<phone>" in talk.say()
    talk.press("Greit")
    assert talk.over


@pytest.mark.parametrize("how", ["Den tas av pengene jeg får", "NAV betaler"])
def test_rent_that_pays_itself_is_not_nagged_about(how: str) -> None:
    """No reminder is offered where there is nothing to remember."""
    talk = Talk(Rent.definition)
    talk.press(how, "Greit")
    talk.control("skip")  # when it ends
    talk.press("Ja, det stemmer")
    (sent,) = talk.sent("rent_rule")
    assert [answer.step for answer in sent.answers if answer.step in {"wanted", "remind"}] == []


@pytest.mark.parametrize(
    ("choice", "flow"),
    [
        ("Ønske en ny avtale", "wish_appointment"),
        ("Flytte en avtale", "move_appointment"),
        ("Snakke om en avtale", "talk_appointment"),
    ],
)
def test_appointments_lead_on(choice: str, flow: str) -> None:
    """The list, and from it the three things one can want."""
    talk = Talk(Appointments.definition)
    assert "<my_appointments>" in talk.say()
    talk.press(choice)
    assert WentTo(flow, "end") in talk.effects


def test_help_numbers_are_two_screens() -> None:
    """Danger to life first; the other numbers one press away; the bot says it is no human."""
    talk = Talk(Help.definition)
    assert talk.say().startswith("Er et liv i fare, ring 113.")
    talk.press("Flere numre")
    assert "ikke et menneske" in talk.say()
    talk.press("De første numrene")
    assert talk.over


FACT_NAMES = sorted({fact for flow in flows() for fact in flow.facts})


@settings(max_examples=150, deadline=None)
@given(data=st.data(), flow=st.sampled_from(flows()))
def test_every_screen_can_be_read_in_every_language(data: st.DataObject, flow: Definition) -> None:
    """Whatever is pressed, no screen shows a gap or a wall of buttons, and the flow comes to an end."""
    facts = data.draw(st.dictionaries(st.sampled_from(FACT_NAMES), st.booleans()))
    talk = Talk(flow, **facts)
    for _ in range(400):
        if talk.over or any(isinstance(e, WentTo) and e.then == "end" for e in talk.effects):
            return
        for language in TEXTS.languages:
            shown = talk.say(language) + " ".join(talk.buttons(language))
            assert UNKNOWN not in shown
        assert sum(len(row) for row in talk.screen.rows[:-1]) <= 7 * CHOICES  # a month has 31 days
        onward = [
            button.data
            for button in talk.buttons().values()
            if not button.data.endswith((":!back", ":!keep", ":!change"))
        ]
        step = (onward or [talk.screen.rows[-1][0].data])[0].split(":")[2]
        if (kind := flow.by_name[step].kind) in TYPED:
            talk.write(TYPED[kind])
        elif kind == "date" and not any(":!yes-" in one for one in onward):
            past = getattr(flow.by_name[step], "latest", "") == "today"
            talk.write("i går" if past else "i morgen")
        elif kind == "photo_or_voice":
            talk.control("skip")
        elif kind == "many_of":
            done = [one for one in onward if one.endswith(":!done")]
            talk.press_data(data.draw(st.sampled_from(done or onward)))
        elif kind == "summary":
            talk.press_data(next(one for one in onward if one.endswith(":!send")))
        else:
            talk.press_data(data.draw(st.sampled_from(onward)))
    raise AssertionError(f"{flow.id} does not come to an end")
