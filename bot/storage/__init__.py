"""Storage: everything that touches SQL, and the in-memory fake that behaves like it."""
