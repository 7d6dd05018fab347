"""Speech for thousands of calls: processes of their own, whose packets go through loops in C."""
