"""Activities of the plan, their sessions and the calendar."""
