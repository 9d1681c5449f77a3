"""Every name that a flow may ask the app to bind, and what it stands for. Used by the tests beside it."""

EFFECTS = {
    "language": "the language was chosen; before consent",
    "consent": "yes to both steps",
    "consent_not_now": "not now: what was answered goes within a day",
    "about_me": "name, safe times, covers, pace, the seven-day rule",
    "tonight_request": "«Si fra til vakta nå»",
    "tonight_detail": "danger, company or place, sent on as it comes",
    "morning_answer": "how the night was",
    "application": "handed in, early or whole",
    "situation": "how one lives, as a dated period",
    "rent_rule": "how rent is paid, and the reminder one wants",
    "cannot_pay": "what is known so far of rent that is hard, at every answer",
    "cannot_pay_photo": "a letter for a human to read",
    "cannot_pay_words": "more, in the person's own words",
    "urgent": "tell whoever is on duty",
    "urgent_detail": "what it is about, sent on as it comes",
    "wish_to_speak": "when and how",
    "another_contact": "to the coordinator, with or without a reason",
    "appointment": "made by a worker",
    "appointment_change": "a new time proposed or agreed, cancelled, or did not happen",
    "appointment_wish": "asked for by a resident",
    "appointment_move": "other days that suit",
    "appointment_talk": "talk before it",
    "appointment_prepare": "what to bring up, company, when to leave home",
    "invite": "a code that works once",
    "invite_staff": "a code for a colleague, with one role",
    "read_with_reason": "a coordinator reads what is not in their queue",
}
SOURCES = {
    "languages": "languages with a catalogue, each in its own name",
    "areas": "the pack's areas",
    "papers": "the pack's papers",
    "my_appointments": "the resident's own, to come",
    "our_appointments": "the worker's own, to come",
    "people_to_meet": "the contact, the stand-in and the pack's units",
    "my_residents": "whom the worker follows up",
}
VALUES = {
    "municipality": "pack",
    "phone": "pack: the office",
    "confidentiality_limit": "pack",
    "enforcement_phone": "pack: namsmannen",
    "enforcement_hours": "pack: namsmannen",
    "nav_phone": "pack: help",
    "nav_hours": "pack: help",
    "money_phone": "pack: help",
    "ladder_1": "the first card of the deck «arrears» that is not too old",
    "ladder_2": "the second",
    "ladder_3": "the third",
    "tonight_phone": "pack",
    "tonight_place": "pack",
    "tonight_address": "pack",
    "tonight_hours": "pack",
    "tonight_reading": "who reads now, or «Ingen leser dette før {tid}. Ring {nummer} nå.»",
    "tonight_owner": "who owns «meldt til NAV»",
    "tonight_places": "the pack's acute places with hours and for whom, one a line",
    "residence_rule": "pack",
    "registered_by": "pack",
    "registered_day": "the day by which it is entered",
    "worker_hours": "pack",
    "urgent_promise": "pack",
    "contact": "the worker's name, or the team",
    "stand_in": "the stand-in's name, or the team",
    "my_appointments": "the list in words, or that there is none",
    "help_text": "emergency and talk numbers with hours, one a line",
    "help_more": "the other numbers with hours, one a line",
    "help_checked": "the oldest day a number was checked",
} | {
    f"unit_{unit}{part}": "pack: consents"
    for unit in ("housing_office", "nav", "health", "substance_services", "next_of_kin")
    for part in ("", "_sees")
}
FACTS = {
    "has_desk": "the desk is served",
    "has_name": "we know what to call the person",
    "said_unsafe_tonight": "the flow that led to tonight has just heard «Nei» or «Vet ikke»",
    "tonight_is_request_to_nav": "pack",
    "sending_is_the_application": "pack",
    "ladder_1": "there is such a card",
    "ladder_2": "there is such a card",
    "ladder_3": "there is such a card",
    "has_worker": "the resident has an assigned worker",
} | {
    f"unit_{unit}": "the pack has such a consent"
    for unit in ("housing_office", "nav", "health", "substance_services", "next_of_kin")
}
