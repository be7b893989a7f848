"""Pages in HTML: their frame, their look, and the templates of whoever makes one."""
