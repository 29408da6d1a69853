"""The press: what edition the paper is at, the places other rooms fill on its pages, and serving."""
