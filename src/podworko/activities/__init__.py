"""Activities, sessions, sign-ups and waiting lists."""
