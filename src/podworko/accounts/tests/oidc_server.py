"""A tiny city that signs people in: an OpenID Connect provider on this machine, for tests."""

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "podworko", "tajne"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class City:
    """What the city answers; a test changes it to be dishonest."""

    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: KEY)
    issuer: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    challenge: str = ""
    server: ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        assert self.server
        return f"http://127.0.0.1:{self.server.server_port}"

    def token(self) -> str:
        """Sign what the city says of the person."""
        now = int(time.time())
        times = {"iss": self.issuer or self.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode({**times, **self.claims}, self.key, "RS256", headers={"kid": "1"})

    def start(self) -> None:
        """Serve on a free port until stopped."""
        city = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(city.read(urlsplit(self.path).path))

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                self._answer(city.exchange(self.rfile.read(length).decode()))

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

            def _answer(self, body: dict[str, Any] | None) -> None:
                self.send_response(200 if body is not None else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body or {"error": "invalid_grant"}).encode())

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        assert self.server
        self.server.shutdown()
        self.server.server_close()

    def read(self, path: str) -> dict[str, Any]:
        """Answer what is public: the configuration and the keys."""
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def exchange(self, body: str) -> dict[str, Any] | None:
        """Give a token for a code, to who knows the secret and began the sign-in."""
        told = {name: values[0] for name, values in parse_qs(body).items()}
        self.asked.append(told)
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if proof != self.challenge or told.get("client_secret") != SECRET:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}
