"""Commands: data and a function that returns a value. Rendering, sending and auditing happen once, for all."""
