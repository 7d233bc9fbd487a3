"""What is set from outside: settings of the deployment."""
