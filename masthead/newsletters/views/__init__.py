"""What readers meet under `/newsletters/` and `/-/newsletters/`."""
