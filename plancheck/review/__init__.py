"""What is written for people after a check: annotated and corrected copies of the draft."""
