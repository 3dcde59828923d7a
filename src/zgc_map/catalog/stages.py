"""The register of rules: a stage is a family of rules that look at the same thing."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from zgc_map.catalog.issues import Issue, shortened

SubjectT = TypeVar("SubjectT")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: an `Issue` that does not know its rule yet."""

    file: str
    row: int | None
    column: str | None
    found: str
    allowed: str
    kind: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule(Generic[SubjectT]):
    """A named check; `about` is the docstring of the generator that runs it."""

    slug: str
    about: str
    check: Callable[[SubjectT], Iterator[Finding]]


class Stage(Generic[SubjectT]):
    """A family of rules that look at the same kind of subject, in the order they were written."""

    def __init__(self, title: str, about: str) -> None:
        """Start with no rules."""
        self.title = title
        self.about = about
        self.rules: dict[str, Rule[SubjectT]] = {}

    def rule(
        self, slug: str
    ) -> Callable[
        [Callable[[SubjectT], Iterator[Finding]]], Callable[[SubjectT], Iterator[Finding]]
    ]:
        """Return a decorator that registers a generator function as the rule `slug`.

        Raises
        ------
        ValueError
            When the slug is taken, or the function has no docstring to explain the rule.
        """

        def register(
            check: Callable[[SubjectT], Iterator[Finding]],
        ) -> Callable[[SubjectT], Iterator[Finding]]:
            about = inspect.getdoc(check)
            if slug in self.rules or not about:
                raise ValueError(f"rule {slug!r} is taken or has no docstring")
            self.rules[slug] = Rule(slug, about, check)
            return check

        return register

    def issues(self, subject: SubjectT) -> tuple[Issue, ...]:
        """Return everything the rules of this stage find wrong with the subject."""
        return tuple(
            Issue(
                file=finding.file,
                row=finding.row,
                column=finding.column,
                rule=rule.slug,
                found=shortened(finding.found),
                allowed=finding.allowed,
                kind=finding.kind,
                values=finding.values,
            )
            for rule in self.rules.values()
            for finding in rule.check(subject)
        )
