"""The demo: a throw-away homeserver, people with real encrypting clients, and the whole main job played on screen."""
