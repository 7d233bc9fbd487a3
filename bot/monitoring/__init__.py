"""What is seen of the running bot from outside: metrics and health."""
