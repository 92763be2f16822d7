"""Use cases: one verb per function. They plan with the domain and act through the ports."""
