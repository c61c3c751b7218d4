"""Being followed from Mobilizon, Mastodon and others (ActivityPub, W3C Recommendation 2018).

`signing` proves who asks, `documents` says what is told, `asking` talks to other servers,
`receiving` understands what they send.
"""
