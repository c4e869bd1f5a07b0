"""The local page: drafts are dropped on it, judged in processes of their own, corrected, and taken away again."""
