"""What make_raw.py needs to write text, office files, PDF pages, form exports and photographs with fixed bytes."""
