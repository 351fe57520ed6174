"""What needs several mentions of one document: conferences, ties, and the roles that dates and counts play in them."""
