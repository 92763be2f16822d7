"""Measurements that are no tests: what things cost, beside what they are compared with."""
