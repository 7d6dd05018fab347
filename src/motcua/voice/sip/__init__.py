"""SIP (RFC 3261): messages read and written without a socket, then transactions, dialogs and the agent."""
