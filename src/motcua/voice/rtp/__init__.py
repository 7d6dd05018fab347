"""Speech in packets: G.711, RTP and RTCP (RFC 3550), keypad events (RFC 4733), keys heard in the sound, an engine."""
