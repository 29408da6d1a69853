"""A person outside the staff: an address, what was agreed to, and the ways out."""
