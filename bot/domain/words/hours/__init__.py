"""Hours as people write and say them."""
