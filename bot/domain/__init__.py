"""The domain: dataclasses and pure functions, standard library only. Knows no Matrix, no SQL and no clock."""
