"""What is sent to a browser: encrypted as RFC 8291 has it, signed as RFC 8292 has it, and to nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from bot.desk import webpush
from bot.desk.webpush import Subscription, b64, unb64

# RFC 8291, Appendix A.
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
MINE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
WORDS = b"When I grow up, I want to be a watermelon"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
FCM = "https://fcm.googleapis.com/fcm/send/abc"


def test_the_example_of_the_standard() -> None:
    """Byte for byte what RFC 8291 shows."""
    mine = ec.derive_private_key(int.from_bytes(unb64(MINE)), ec.SECP256R1())
    to = Subscription(FCM, unb64(THEIRS), unb64(AUTH))
    assert b64(webpush.sealed(WORDS, to, mine, unb64(SALT))) == SEALED


def test_it_is_signed_for_this_service_alone() -> None:
    """The token names the service, ends within a day, and opens with the key that is sent along."""
    secret = webpush.new_key()
    now = dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC)
    made = webpush.push(
        Subscription(FCM, unb64(THEIRS), unb64(AUTH)), "Noe venter", secret, "mailto:a@b.no", now
    )
    scheme, _, rest = made.headers["Authorization"].partition(" ")
    token, public = (one.strip()[2:] for one in rest.split(","))
    assert scheme == "vapid"
    point = unb64(public)
    key = ECKey.import_key(
        {"kty": "EC", "crv": "P-256", "x": b64(point[1:33]), "y": b64(point[33:])}
    )
    claims = jwt.decode(token, key, algorithms=["ES256"]).claims
    assert claims["aud"] == "https://fcm.googleapis.com"
    assert claims["sub"] == "mailto:a@b.no"
    assert now.timestamp() < claims["exp"] <= now.timestamp() + 24 * 3600
    assert b"Noe venter" not in made.body


@pytest.mark.parametrize(
    ("endpoint", "loopback", "taken"),
    [
        (FCM, False, True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", False, True),
        ("https://web.push.apple.com/abc", False, True),
        ("https://db5p.notify.windows.com/w/?token=abc", False, True),
        ("http://fcm.googleapis.com/fcm/send/abc", False, False),
        ("https://fcm.googleapis.com:8080/abc", False, False),
        ("https://fcm.googleapis.com.evil.example/abc", False, False),
        ("https://evilpush.apple.com/abc", False, False),
        ("https://user@fcm.googleapis.com/abc", False, False),
        ("https://169.254.169.254/latest/meta-data", False, False),
        ("http://127.0.0.1:8400/ut", False, False),
        ("http://127.0.0.1:9000/push", True, True),
        ("http://[::1]:9000/push", True, False),
        ("https://fcm.googleapis.com:x/abc", False, False),
        ("", False, False),
    ],
)
def test_only_a_browsers_own_service_is_written_to(
    endpoint: str, *, loopback: bool, taken: bool
) -> None:
    """Whoever is signed in cannot point us at another machine."""
    found = webpush.read(endpoint, THEIRS, AUTH, loopback=loopback)
    assert (found is not None) is taken


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        (THEIRS, ""),
        ("AAAA", AUTH),
        (THEIRS[:-4], AUTH),
        (THEIRS, AUTH + "AA"),
        ("ø", AUTH),
        (b64(b"\x04" + bytes(64)), AUTH),
    ],
)
def test_keys_that_are_none_are_not_taken(p256dh: str, auth: str) -> None:
    """Too short, too long, no point of the curve, no base64."""
    assert webpush.read(FCM, p256dh, auth, loopback=False) is None
