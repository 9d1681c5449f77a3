"""The few words that rendering itself adds."""

WORDS: dict[str, str] = {"i18n.moment": "{day} {time}", "i18n.time": "kl. {time}"}
