"""The staff area across rooms: dashboard, gate, roles, arranging."""
