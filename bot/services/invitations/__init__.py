"""Who is invited, what they answer, who stands in, who has a seat, and asking those who are silent."""
