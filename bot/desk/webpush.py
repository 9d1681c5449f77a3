"""
One message to a browser through its maker's push service: encrypted, signed, and without content.

Sources: RFC 8030 (push, December 2016), RFC 8188 and RFC 8291 (encryption, June and November 2017),
RFC 8292 (who sends, November 2017). Nothing here sends anything: it makes what is sent.
"""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    import datetime as dt

RECORD = 4096  # bytes; one record is all there is
POINT = 65  # bytes of a public key of P-256, uncompressed
AUTH = 16
LASTS = 12 * 3600  # seconds; what waits longer is seen when one comes
# Of whom a browser's subscription may be: anything else would let whoever signs in point us anywhere.
# The makers' own documentation, looked up in November 2026.
SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com")
SERVICES_BELOW = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")


class Subscription(NamedTuple):
    """Where a browser is reached, and the two keys that only it can open with."""

    endpoint: str
    p256dh: bytes
    auth: bytes


class Push(NamedTuple):
    """What is sent, as a POST."""

    url: str
    headers: dict[str, str]
    body: bytes


def b64(data: bytes) -> str:
    """As these standards write bytes: base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(words: str) -> bytes:
    """Back again; raises ValueError for what is none."""
    return base64.b64decode(words + "=" * (-len(words) % 4), altchars=b"-_", validate=True)


def read(endpoint: str, p256dh: str, auth: str, *, loopback: bool) -> Subscription | None:
    """A subscription as a browser gives it; None for one that leads elsewhere or is none."""
    try:
        found = Subscription(endpoint, unb64(p256dh), unb64(auth))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), found.p256dh)
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if len(found.auth) != AUTH or len(found.p256dh) != POINT or parts.username is not None:
        return None
    known = host in SERVICES or host.endswith(SERVICES_BELOW)
    secure = parts.scheme == "https" and port in {None, 443} and known
    here = loopback and parts.scheme == "http" and host == "127.0.0.1"
    return found if secure or here else None


def new_key() -> bytes:
    """The secret by which push services know that it is we who send; 32 bytes."""
    return ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32)


def public_of(secret: bytes) -> bytes:
    """What browsers are told of it."""
    return _point(_private(secret).public_key())


def push(to: Subscription, words: str, secret: bytes, contact: str, now: dt.datetime) -> Push:
    """`words` to one browser, from whoever has this `secret` and can be asked at `contact`."""
    # Loaded where somebody is called, and not with every house.
    from joserfc import jwt  # noqa: PLC0415 - as said
    from joserfc.jwk import ECKey  # noqa: PLC0415 - as said

    parts = urlsplit(to.endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(now.timestamp()) + LASTS,
        "sub": contact,
    }
    key = ECKey.import_key(_jwk(secret))
    token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, key)
    mine = ec.generate_private_key(ec.SECP256R1())
    headers = {
        "Authorization": f"vapid t={token}, k={b64(public_of(secret))}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LASTS),
        "Topic": "desk",  # a newer one takes the place of one that has not come yet
        "Urgency": "high",
    }
    return Push(to.endpoint, headers, sealed(words.encode(), to, mine, secrets.token_bytes(16)))


def sealed(words: bytes, to: Subscription, mine: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """RFC 8291, § 3.4, in one record; `mine` and `salt` are used once."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to.p256dh)
    public = _point(mine.public_key())
    shared = mine.exchange(ec.ECDH(), theirs)
    both = b"WebPush: info\0" + to.p256dh + public
    secret = _derived(shared, to.auth, both, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    record = AESGCM(key).encrypt(nonce, words + b"\x02", None)
    return salt + RECORD.to_bytes(4) + len(public).to_bytes(1) + public + record


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1())


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _jwk(secret: bytes) -> dict[str, str | list[str]]:
    point = public_of(secret)
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": b64(point[1:33]),
        "y": b64(point[33:]),
        "d": b64(secret),
    }
