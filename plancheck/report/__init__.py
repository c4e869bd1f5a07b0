"""One frozen ``Report``, one pure renderer for each format."""
