"""Who is asked next: a few workers at a time, a bounded queue before them, and long questions apart from short ones."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections import OrderedDict

from extractor.server.frames import Question, Refused
from extractor.server.settings import Limits, Orders, Source
from extractor.server.workers import Answer, TooSlow, Worker

REMEMBERED = 4096  # long questions
QUICK, SLOW = 2, 5  # niceness of the lanes; the server itself has 0
TRIES = 3  # to start a worker


class Busy(Refused):
    """Too many others ask; the client may try again later."""

    def __init__(self) -> None:
        super().__init__(503, "too many queries at a time; try again in a few seconds")


class Lane:
    """``size`` workers; ``limit`` seconds for a question."""

    def __init__(self, orders: Orders, size: int, limit: float) -> None:
        self._orders, self._size, self._limit = orders, size, limit
        self._idle: asyncio.Queue[Worker | Refused] = asyncio.Queue()  # a Refused stands for a worker that did not start
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._stopped = False

    async def start(self) -> None:
        """Starts the workers. Raises Refused where that fails."""
        for _ in range(self._size):
            self._start_one()
        await asyncio.gather(*self._starting)
        failed = [item for item in _items(self._idle) if isinstance(item, Refused)]
        if failed:
            raise failed[0]

    async def stop(self) -> None:
        """Ends all of them at once."""
        self._stopped = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(self._end(worker) for worker in list(self._all)))

    async def ask(self, question: Question) -> Answer:
        """The answer. Raises TooSlow; Busy; Refused where there is no answer."""
        worker = await self._turn()
        try:
            async with asyncio.timeout(self._limit):
                return await worker.ask(question)
        except Refused:
            if self._stopped:
                raise ending() from None
            raise
        except TooSlow:
            raise
        except TimeoutError as error:
            await self._end(worker)
            raise TooSlow from error
        except OSError as error:
            await self._end(worker)
            raise Refused(500, f"there is no room for the answer ({error.strerror})") from error
        except BaseException:  # the client has gone, as a rule; what the worker has yet to say is for nobody
            await self._end(worker)
            raise
        finally:
            await self._give_back(worker)

    async def _turn(self) -> Worker:
        if self._stopped:
            raise ending()
        if self._waiting >= self._orders.limits.queue:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._orders.limits.patience):
                while True:
                    item = await self._idle.get()
                    if isinstance(item, Worker) and item.alive:
                        return item
                    await self._give_back(item)
                    if isinstance(item, Refused):
                        raise item
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    async def _give_back(self, item: Worker | Refused) -> None:
        """Puts a worker back among the idle, or has another started in the place of one that is dead."""
        if isinstance(item, Worker) and item.alive:
            self._idle.put_nowait(item)
        else:
            if isinstance(item, Worker):
                await self._end(item)
            self._start_one()

    def _start_one(self) -> None:
        if self._stopped:
            return
        task = asyncio.create_task(self._starts())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _starts(self) -> None:
        failed: Refused = Busy()
        for _ in range(TRIES):
            try:
                worker = await Worker.start(self._orders)
            except Refused as refused:
                failed = refused
            else:
                self._all.add(worker)
                self._idle.put_nowait(worker)
                return
        self._idle.put_nowait(failed)

    async def _end(self, worker: Worker) -> None:
        if worker in self._all:
            self._all.discard(worker)
            await worker.kill()


def ending() -> Refused:
    """What clients are told whose questions are not answered any more."""
    return Refused(503, "the server is ending")


def _items(queue: asyncio.Queue[Worker | Refused]) -> list[Worker | Refused]:
    """What is in a queue, which stays as it is."""
    items = [queue.get_nowait() for _ in range(queue.qsize())]
    for item in items:
        queue.put_nowait(item)
    return items


class Lanes:
    """The quick lane and the slow one. Every question is tried in the quick one first, unless it was slow the last time."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._limits = limits
        self._quick = Lane(Orders(source, limits, QUICK, limits.quick_work), limits.quick, min(limits.quick_time, limits.time))
        self._slow = Lane(Orders(source, limits, SLOW), limits.slow, limits.time)
        self._long: OrderedDict[bytes, None] = OrderedDict()

    async def start(self) -> None:
        """Starts the workers. Raises Refused where that fails."""
        await asyncio.gather(self._quick.start(), self._slow.start())

    async def stop_long(self) -> None:
        """Ends what takes long at once; short questions are still answered."""
        await self._slow.stop()

    async def stop(self) -> None:
        """Ends all workers at once."""
        await asyncio.gather(self._quick.stop(), self._slow.stop())

    async def ask(self, question: Question) -> Answer:
        """The answer. Raises Refused where there is none."""
        key = hashlib.sha256(question.query.encode()).digest()
        if key not in self._long:
            with contextlib.suppress(TooSlow):
                return await self._quick.ask(question)
            self._remember(key)
        try:
            answer = await self._slow.ask(question)
        except TooSlow as error:
            raise Refused(504, f"the query took longer than {self._limits.time:g} seconds and was ended") from error
        if answer.seconds < self._limits.quick_work / 2:
            self._long.pop(key, None)
        return answer

    def _remember(self, key: bytes) -> None:
        self._long[key] = None
        if len(self._long) > REMEMBERED:
            self._long.popitem(last=False)
