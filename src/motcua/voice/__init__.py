"""The telephone: a SIP user agent that answers, a media engine that speaks and listens, and call flows as data.

Pure of Django. A folder a protocol: `sip` (RFC 3261), `sdp` (RFC 8866, 3264), `rtp` (RFC 3550, 4733), `flow` (what a
caller hears and may press). Nothing here can place a call: there is no code that sends an INVITE.
"""
