"""Many live sessions by plain websocket: how long the server takes to answer each of them."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.material import Material
from benchmarks.servers import Server

KEPT_RUNS = 2
"""For how many runs Streamlit's page keeps an element it was sent."""


class Counted(ClientConnection):
    """A connection that counts the bytes that really came, compressed as they are."""

    arrived = 0

    def data_received(self, data: bytes) -> None:
        """Count, then go on as usual."""
        self.arrived += len(data)
        super().data_received(data)


@dataclass
class Tally:
    """What all sessions saw: seconds a run, bytes a run before and after compression."""

    seconds: list[float] = field(default_factory=list)
    payload: list[int] = field(default_factory=list)
    wire: list[int] = field(default_factory=list)
    failed: int = 0


@dataclass
class Session:
    """One page, as Streamlit's own script would keep it alive."""

    socket: ClientConnection
    held: dict[str, int] = field(default_factory=dict)

    async def run(self, query: str) -> int:
        """Ask for one run and return the bytes of its answer, once the script has finished."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.cached_message_hashes.extend(self.held)
        await self.socket.send(message.SerializeToString())
        self.held = {name: age + 1 for name, age in self.held.items() if age < KEPT_RUNS}
        size = 0
        while True:
            data = await self.socket.recv()
            if isinstance(data, str):
                continue
            size += len(data)
            answer = ForwardMsg.FromString(data)
            if answer.ref_hash:
                self.held[answer.ref_hash] = 0
            elif answer.metadata.cacheable:
                self.held[answer.hash] = 0
            if answer.WhichOneof("type") == "script_finished":
                return size


def open_sessions(
    server: Server, material: Material, *, count: int, think: float, seconds: float
) -> dict[str, Any]:
    """Return what `count` sessions saw that each do something every `think` seconds on average."""
    return asyncio.run(_open(server, material, count, think, seconds))


async def _open(
    server: Server, material: Material, count: int, think: float, seconds: float
) -> dict[str, Any]:
    tally = Tally()
    gate = asyncio.Semaphore(4)  # sessions arrive one after the other
    started = asyncio.Event()
    arrived = asyncio.Barrier(count + 1)
    before = server.memory()
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"

    async def live(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same visits in every run
        async with gate:
            socket = await connect(
                address,
                subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
                max_size=None,
                open_timeout=300,
                create_connection=Counted,
            )
            session = Session(socket)
            await session.run("")
        await arrived.wait()
        await started.wait()
        end = time.monotonic() + seconds
        while True:
            await asyncio.sleep(chance.uniform(0, 2 * think))
            if time.monotonic() > end:
                break
            query = f"park={chance.choice(material.parks)}"
            if chance.random() < 0.5:
                query = f"group={chance.choice(material.groups)}&{query}"
            came = getattr(socket, "arrived", 0)
            began = time.monotonic()
            try:
                async with asyncio.timeout(120):
                    tally.payload.append(await session.run(query))
            except TimeoutError:
                tally.failed += 1
                break
            tally.seconds.append(time.monotonic() - began)
            tally.wire.append(getattr(socket, "arrived", 0) - came)
        await socket.close()

    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(live(number))
        await arrived.wait()
        opened, spent = server.memory(), server.cpu()
        started.set()
    used = server.cpu() - spent
    cuts = quantiles(tally.seconds, n=20) if len(tally.seconds) > 1 else [0.0] * 19
    return {
        "sessions": count,
        "runs": len(tally.seconds),
        "failed": tally.failed,
        "p50_ms": cuts[9] * 1000,
        "p95_ms": cuts[18] * 1000,
        "cpu_ms_a_run": used * 1000 / max(len(tally.seconds), 1),
        "payload": tally.payload,
        "wire": tally.wire,
        "mb_a_session": (opened - before) / count,
    }
