"""How long tests wait for what happens in real time: it tells a hang from a busy machine, and measures nothing."""

# Seconds; of a wait and of a program. The alarm of `faulthandler_timeout` comes after it.
PATIENCE = 900.0
