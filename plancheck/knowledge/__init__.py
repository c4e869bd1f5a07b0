"""The register of instruments, agencies, provinces and vocabulary, read from YAML under ``rules/register/``."""

from plancheck.knowledge.model import Agency, Instrument, Province, Topic, Vocabulary
from plancheck.knowledge.register import Knowledge, load_knowledge

__all__ = ["Agency", "Instrument", "Knowledge", "Province", "Topic", "Vocabulary", "load_knowledge"]
