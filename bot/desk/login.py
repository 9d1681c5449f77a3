"""Signing in with the municipality's own login: OpenID Connect, authorization code with PKCE.

Sources: OpenID Connect Core 1.0 (§ 3.1, incorporating errata set 2, December 2023), RFC 7636, RFC 9700
(January 2025). Nobody is let in by a login alone: it leads to a colleague who was invited and has
tied it to themselves.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlsplit

import aiohttp
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc6749.parameters import parse_authorization_code_response, prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

    from bot.settings import Login

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # never «none», never a shared secret
LASTS = 600.0  # seconds from leaving for the login until coming back
MOST = 1000
PATIENCE = aiohttp.ClientTimeout(total=15)
LEEWAY = 60  # seconds that two clocks may differ


class LoginError(Exception):
    """The login did not lead to anybody; what is told never says why."""


class Begun(NamedTuple):
    """Somebody has gone to the login: what they must come back with."""

    state: str
    nonce: str
    verifier: str
    until: float
    person_id: int | None  # who is tying the login to themselves, if somebody is


class MunicipalLogin:
    """One provider, found by its issuer's discovery document; asked for nothing but who somebody is."""

    def __init__(self, settings: Login, redirect: str) -> None:
        """`redirect` is the address that the provider sends people back to."""
        self._settings, self._redirect = settings, redirect
        self._begun: dict[str, Begun] = {}
        self._known: dict[str, Any] = {}

    @property
    def there(self) -> bool:
        """Whether there is such a login."""
        return bool(self._settings.issuer)

    async def begin(self, person_id: int | None = None) -> tuple[str, str]:
        """A ticket for this browser, and where to send it; raises LoginError."""
        known = await self._provider()
        now = time.monotonic()
        self._begun = {ticket: one for ticket, one in self._begun.items() if one.until > now}
        if len(self._begun) >= MOST:
            raise LoginError
        ticket, state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(4))
        self._begun[ticket] = Begun(state, nonce, verifier, now + LASTS, person_id)
        where = prepare_grant_uri(
            known["authorization_endpoint"],
            client_id=self._settings.client_id,
            response_type="code",
            redirect_uri=self._redirect,
            scope="openid",
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return ticket, where

    async def finish(self, ticket: str, came_to: str) -> tuple[str, int | None]:
        """Who came back, as the provider's own name for them, and who was tying it; raises LoginError.

        A ticket serves once, whatever comes of it.
        """
        begun = self._begun.pop(ticket, None)
        if begun is None or begun.until <= time.monotonic():
            raise LoginError
        try:
            found = parse_authorization_code_response(came_to, state=begun.state)
            claims = await self._claims(found["code"], begun)
        except (
            AuthlibBaseError,
            JoseError,
            aiohttp.ClientError,
            TimeoutError,
            KeyError,
            TypeError,
            ValueError,
        ) as error:
            raise LoginError from error
        return f"{self._settings.issuer} {claims['sub']}", begun.person_id

    async def _claims(self, code: str, begun: Begun) -> dict[str, Any]:
        known = await self._provider()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "code_verifier": begun.verifier,
        }
        secret = aiohttp.encode_basic_auth(self._settings.client_id, self._settings.client_secret)
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as http,
            http.post(
                known["token_endpoint"], data=form, headers={"Authorization": secret}
            ) as answer,
        ):
            answer.raise_for_status()
            token = (await answer.json(content_type=None))["id_token"]
        keys = KeySet.import_key_set(cast("KeySetSerialization", await _json(known["jwks_uri"])))
        claims: dict[str, Any] = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": self._settings.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": begun.nonce},
        ).validate(claims)
        if not isinstance(claims["sub"], str):
            raise LoginError
        return claims

    async def _provider(self) -> dict[str, Any]:
        """The discovery document, asked for once; raises LoginError."""
        if not self._known:
            issuer = self._settings.issuer
            try:
                found = await _json(f"{issuer}/.well-known/openid-configuration")
            except (aiohttp.ClientError, TimeoutError, TypeError, ValueError) as error:
                raise LoginError from error
            # Another's document must not send our people elsewhere (OpenID Connect Discovery, § 4.3).
            scheme = urlsplit(issuer).scheme
            ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            whole = all(
                urlsplit(str(found.get(end, ""))).scheme in {"https", scheme} for end in ends
            )
            if found.get("issuer") != issuer or not whole:
                raise LoginError
            self._known = found
        return self._known


async def _json(address: str) -> dict[str, Any]:
    async with aiohttp.ClientSession(timeout=PATIENCE) as http, http.get(address) as answer:
        answer.raise_for_status()
        found = await answer.json(content_type=None)
    if not isinstance(found, dict):
        raise TypeError
    return found
