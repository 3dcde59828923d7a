"""What was worked out once is not worked out again: answers of one dataset, for all visitors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from zgc_map.model import Catalog

T = TypeVar("T")

LARGE = 16
"""How many answers are kept at least that grow with the places: at 3,000, megabytes each."""
PLACES = 4_000
"""Of how many places together; some 10 MB."""


class Kept:
    """Answers of pure functions of a catalog, the least recently asked for dropped first.

    Everything an answer depends on is in the question: the function, and arguments that can be
    compared. Nothing of a session is kept, and an answer is never changed by who is given it.
    """

    def __init__(self, catalog: Catalog, size: int) -> None:
        self.catalog = catalog
        self._size = size
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def large(self) -> Kept:
        """The few answers kept that grow with the number of places: whole selections and maps."""
        size = max(LARGE, PLACES // max(1, len(self.catalog.parks)))
        return self if self._size <= size else Kept(self.catalog, size)

    def __len__(self) -> int:
        """Return how many answers are kept now."""
        return len(self._answers)

    def __call__(self, ask: Callable[..., T], *question: Hashable) -> T:
        """Return ``ask(catalog, *question)``, from what is kept if it was asked before."""
        return self.once((ask, *question), lambda: ask(self.catalog, *question))

    def deep(self, ask: Callable[..., T], *question: Hashable) -> T:
        """Return ``ask(kept, *question)``: an answer that is put together from kept ones."""
        return self.once((ask, *question), lambda: ask(self, *question))

    def once(self, question: tuple[Hashable, ...], work: Callable[[], T]) -> T:
        """Return what `work` gives, from what is kept if the question was asked before."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                answer: T = self._answers[question]
                return answer
        answer = work()  # two visitors at once may both work it out
        with self._lock:
            self._answers[question] = answer
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)
        return answer
