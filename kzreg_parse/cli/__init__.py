"""The command line: arguments, commands, and what they print."""

from kzreg_parse.cli.app import app

__all__ = ["app"]
