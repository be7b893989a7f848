"""`python -m curator`: the program, where its script is not on the path."""

from curator.cli import main

if __name__ == "__main__":
    main()
