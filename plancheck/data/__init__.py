"""What a keeper of rules writes, as data: one reader of YAML, one way to hold it to a schema, one kind of error."""
