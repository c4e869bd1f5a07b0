"""A pack file whole: its defaults in every rule."""

from plancheck.data.errors import near
from plancheck.data.source import Source
from plancheck.data.wording import said
from plancheck.rules.schema import RuleSpec


def merged(source: Source) -> Source:
    """The pack with its defaults in every rule: a rule's own key wins, ``applies`` is merged key by key."""
    data = source.data
    if not isinstance(data, dict):
        raise source.error(said("a rule pack is a mapping with pack, title and rules"))
    defaults = data.get("defaults", {})
    if not isinstance(defaults, dict):
        raise source.error(said("defaults is a mapping"), ("defaults",))
    for name in defaults:
        if name not in RuleSpec.model_fields:
            meant = near(name, RuleSpec.model_fields)
            raise source.error(said("no rule has '{name}'", name=name), ("defaults", name), True, meant)
    rules = data.get("rules")
    if not isinstance(rules, list):
        raise source.error(said("rules is a list"), ("rules",))
    marks = dict(source.marks)
    whole = []
    for index, rule in enumerate(rules):
        if not isinstance(rule, dict):
            raise source.error(said("a rule is a mapping"), ("rules", index))
        if "overrides" in rule:  # it has the other rule's keys, not those of its own pack
            whole.append(rule)
            continue
        whole.append(defaults | rule)
        for path, mark in source.marks.items():
            if path[:1] == ("defaults",) and len(path) > 1 and path[1] not in rule:
                marks[("rules", index, *path[1:])] = mark
        if isinstance(base := defaults.get("applies"), dict) and "applies" in rule:
            cases = rule["applies"]
            if isinstance(cases, dict):
                whole[-1]["applies"] = base | cases
            elif isinstance(cases, list):
                whole[-1]["applies"] = [base | case if isinstance(case, dict) else case for case in cases]
    rest = {name: value for name, value in data.items() if name != "defaults"}
    return Source(source.path, {**rest, "rules": whole}, marks, source.lines)
