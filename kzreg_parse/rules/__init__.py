"""Rules as data: `rule("date.long")` gives a checked, compiled grammar file."""

from kzreg_parse.rules.load import all_rule_ids, grammar_folder, load_rule, rule
from kzreg_parse.rules.prefilter import Prefilter
from kzreg_parse.rules.rule import Example, Rule

__all__ = ["Example", "Prefilter", "Rule", "all_rule_ids", "grammar_folder", "load_rule", "rule"]
