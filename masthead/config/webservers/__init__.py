"""Ready configurations of web servers for this installation: nginx and Caddy in front, files first."""
