"""Facts and rules → judgement, by one of two engines that always agree: durable-rules, or pure Python."""

from plancheck.engine.agreement import agree, turns_between
from plancheck.engine.judgement import (
    Judgement,
    RuleVerdict,
    Trace,
    Violation,
    asked,
    derived,
    engine_name,
    judge,
)
from plancheck.engine.missing import doubted_topics, doubting, missed_topics

__all__ = [
    "Judgement",
    "RuleVerdict",
    "Trace",
    "Violation",
    "agree",
    "asked",
    "derived",
    "doubted_topics",
    "doubting",
    "engine_name",
    "judge",
    "missed_topics",
    "turns_between",
]
