"""An Answer becomes a file people carry away."""
