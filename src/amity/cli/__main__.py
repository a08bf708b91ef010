"""`python -m amity.cli`."""

from amity.cli import main

main()
