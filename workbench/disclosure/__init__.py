"""What an export would reveal, about whom and by which path: who is protected, by which names, and what may leave."""
