"""Rules as data: `rule("date.long")` gives a checked, compiled grammar file."""

from kzreg_parse.rules.load import all_rule_ids, grammar_folder, load_rule, rule
from kzreg_parse.rules.rule import Example, Rule
from kzreg_parse.rules.sieve import Sieve

__all__ = ["Example", "Rule", "Sieve", "all_rule_ids", "grammar_folder", "load_rule", "rule"]
