"""All that is understood of many drafts, kept as text: what changes in a recogniser shows as lines that differ."""
