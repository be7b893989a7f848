"""Where input comes from: files, folders, globs, standard input, git. The only room that walks file systems."""
