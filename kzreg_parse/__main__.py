"""`python -m kzreg_parse` is `kzreg`, also where the command is not on the path."""

from kzreg_parse.cli.app import app

if __name__ == "__main__":  # worker processes import this module, too
    app(prog_name="kzreg")
