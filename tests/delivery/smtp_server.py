"""A mail server for the tests, that does as it is told: one JSON object a line, each answered by "ok". It says "ready PORT" first,
writes every message it took as a line of JSON before it answers, and ends with its input.

    smtp_server.py CAUGHT PORT [--starttls|--tls CERTIFICATE KEY] [--auth USER PASSWORD]
"""

import argparse
import asyncio
import email
import email.header
import email.policy
import email.utils
import json
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, syntax

# What a library says of a test that means it.
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

plan = {}


def once(name):
    """Whether this misbehaviour is due: a count of how many more times."""
    if plan.get(name, 0) <= 0:
        return False
    plan[name] -= 1
    return True


class Server(SMTP):
    async def push(self, status):
        """A byte at a time where told so, from the given verb on."""
        pause = plan.get("pause")
        if not pause or self.slow_from() is False:
            return await super().push(status)
        line = status if isinstance(status, bytes) else status.encode("utf-8")
        for byte in line + b"\r\n":
            self._writer.write(bytes([byte]))
            await self._writer.drain()
            await asyncio.sleep(pause)

    def slow_from(self):
        return getattr(self, "verb", "") == plan.get("slow_at", "") or plan.get("slow_at") == "ALL"

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        if once("close_in_data"):
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
            return None
        return await super().smtp_DATA(arg)


def names(content):
    """The names of the recipients. The newer parser leaves the space between two encoded words of a name."""
    plain = email.message_from_bytes(content)
    pairs = email.utils.getaddresses([str(plain["To"])])
    return [str(email.header.make_header(email.header.decode_header(name))) for name, _ in pairs]


class Handler:
    def __init__(self, caught):
        self.caught = open(caught, "a", encoding="utf-8")

    async def handle_MAIL(self, server, session, envelope, address, options):
        server.verb = "MAIL"
        if plan.get("refuse_sender"):
            return plan["refuse_sender"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        server.verb = "RCPT"
        if once("later"):
            return "451 4.7.1 Greylisted, come back later"
        if address in plan.get("refuse", []):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        server.verb = "DATA"
        await asyncio.sleep(plan.get("takes", 0))
        self.write(session, envelope)
        if once("hang_after_data"):
            await asyncio.sleep(60)
        return "250 2.0.0 Queued as 7"

    def write(self, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = lambda kind: (part := mail.get_body((kind,))) is not None and part.get_content() or ""
        line = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [name for name in mail.keys()],
            "subject": mail["Subject"],
            "header_from": str(mail["From"]),
            "names": names(envelope.content),
            "message": str(mail["X-Krafta-Message"]),
            "message_id": str(mail["Message-ID"]),
            "twice": mail["X-Krafta-Maybe-Twice"] is not None,
            "text": body("plain"),
            "html": body("html"),
            "size": len(envelope.content),
            "tls": session.ssl is not None or over_tls,
            "user": session.auth_data.decode() if session.auth_data else None,
        }
        self.caught.write(json.dumps(line) + "\n")
        self.caught.flush()


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        right = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=right, handled=right, auth_data=data.login)

    return check


async def main(options):
    global over_tls
    certificate = options.tls or options.starttls
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
    over_tls = bool(options.tls)
    handler = Handler(options.caught)
    more = {"hostname": "buzon.example", "enable_SMTPUTF8": True, "auth_require_tls": False}
    if options.auth:
        more |= {"auth_required": True, "authenticator": authenticator(*options.auth)}
    if options.starttls:
        more |= {"tls_context": context, "require_starttls": True}
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        lambda: Server(handler, loop=loop, **more), "127.0.0.1", options.port, ssl=context if options.tls else None
    )
    print("ready", listening.sockets[0].getsockname()[1], flush=True)
    # Its own thread reads, since a pipe is no socket.
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        plan.clear()
        plan.update(json.loads(line))
        print("ok", flush=True)
    os._exit(0)


arguments = argparse.ArgumentParser()
arguments.add_argument("caught")
arguments.add_argument("port", type=int)
arguments.add_argument("--tls", nargs=2)
arguments.add_argument("--starttls", nargs=2)
arguments.add_argument("--auth", nargs=2)
asyncio.run(main(arguments.parse_args()))
