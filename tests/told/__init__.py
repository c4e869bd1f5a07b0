"""What is told of plans where drafts seldom come."""
