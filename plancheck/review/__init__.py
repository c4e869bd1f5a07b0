"""What is written for people: copies of a draft annotated and corrected, skeletons to begin with, slips to sign."""
