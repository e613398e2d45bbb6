"""The three layers of `converter.validate`: is a document well formed, does it fit the schema, does it make sense."""
