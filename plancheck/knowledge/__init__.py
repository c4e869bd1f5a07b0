"""The register of instruments, agencies, provinces and vocabulary, read from YAML under ``rules/register/``."""

from plancheck.knowledge.model import Agency, Instrument, Province, Regime, Topic, Vocabulary
from plancheck.knowledge.register import Hit, Knowledge, load_knowledge

__all__ = ["Agency", "Hit", "Instrument", "Knowledge", "Province", "Regime", "Topic", "Vocabulary", "load_knowledge"]
