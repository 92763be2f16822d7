"""Regiekamer: an end-to-end encrypted Matrix bot for the joint handling of sexual abuse and violence cases."""
