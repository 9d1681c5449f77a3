"""An interpreter, in bokmål, by key."""

WORDS: dict[str, str] = {
    "interpreter.button": "Jeg trenger tolk",
    "interpreter.kept": "Takk. Det ligger hos {contact} nå. Du får vite det her når tolk er bestilt.",
    "interpreter.line.wanted": "Tolk: bedt om, ikke bestilt ennå.",
    "interpreter.line.booked": "Tolk: bestilt.",
    "interpreter.staff.button": "Tolk",
    "interpreter.staff.wanted": "{name} trenger tolk. Bedt om {date}.",
    "interpreter.staff.booked": "Tolk er bestilt for {name}. Bedt om {date}.",
    "interpreter.none": "{name} har ikke bedt om tolk.",
    "interpreter.cannot_read": "Jeg forstår ikke språket",
    "interpreter.book": "Bestilt",
    "interpreter.end": "Ikke nødvendig lenger",
    "interpreter.told.booked": "{name} har bestilt tolk til deg.",
    "interpreter.told.over": "{name} har notert at du ikke trenger tolk nå. Si fra hvis det er feil.",
    "interpreter.meanwhile": (
        "{name} har fått meldingen, men forstår ikke språket. Vi ber om tolk. Du får svar."
    ),
}
