"""Pure rules of the field: periods, audiences, reminder plan, answers, duty; no I/O, no clock, no Telegram."""
