"""The relay of the browser tests really holds bytes, and really lets them go."""

from __future__ import annotations

import socket
import threading

import pytest
from relay import Relay


def echo_once(listener: socket.socket) -> None:
    near, _ = listener.accept()
    while data := near.recv(100):
        near.sendall(data)


def test_bytes_are_held_and_then_arrive() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=echo_once, args=(listener,), daemon=True).start()
        relay = Relay(listener.getsockname()[1])
        with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as client:
            client.sendall(b"one")
            assert client.recv(100) == b"one"
            relay.hold()
            client.sendall(b"two")
            client.settimeout(0.3)
            with pytest.raises(TimeoutError):
                client.recv(100)
            relay.resume()
            client.settimeout(5)
            assert client.recv(100) == b"two"
        relay.close()


def test_a_server_that_is_away_hangs_up_and_the_relay_stays() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        nobody = int(listener.getsockname()[1])
    relay = Relay(nobody)
    for _ in range(2):
        with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as client:
            assert client.recv(100) == b""
    relay.close()
