"""Forms: what comes in as a file, checked field by field. Every problem is a sentence with an example."""
