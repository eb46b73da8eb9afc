"""Working copies from which something was taken away: rebuilt from what may be seen, never covered over."""
