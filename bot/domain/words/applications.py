"""Applications, in bokmål, by key."""

WORDS: dict[str, str] = {
    "application.sent": "Takk. Nå er det sendt, {date}.",
    "application.sent.then": (
        "{registered_by} legger det inn som søknad sammen med deg {within}. Du får vite det her."
    ),
    "application.sent.counts": "Det er søknaden din. Du får svar her.",
    "application.sent.unread": "{registered_by} kan ikke lese svarene før du sier ja. Dere går gjennom dem sammen.",
    "application.next": "Neste møte der boliger fordeles, er {meeting}. Det er ikke sikkert at du får svar da.",
    "application.registered": "Søknaden din ble registrert {date}.",
    "application.status.none": "Du har ikke sendt noen søknad herfra.",
    "application.status.sent": "Sendt herfra {date}. Den er ikke registrert som søknad ennå.",
    "application.status.received": "Søknaden ble mottatt {date}.",
    "application.status.registered": "Søknaden ble registrert {date}.",
    "application.later": "Du kan fylle ut resten senere.",
    "application.no_consent": "Personen har ikke sagt ja til at du leser svarene.",
    "application.line": "{question}: {answer}",
    "application.within": "innen {n} arbeidsdager",
}
