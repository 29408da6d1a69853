"""What feeds are made of, and RSS 2.0, for every room that has one."""
