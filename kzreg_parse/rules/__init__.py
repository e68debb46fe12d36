"""Rules as data: `rule("date.long")` gives a checked, compiled grammar file."""

from kzreg_parse.rules.grammar import Grammar, all_rule_ids, default_grammar, grammar_folder, load_rule, rule
from kzreg_parse.rules.rule import Example, Rule

__all__ = ["Example", "Grammar", "Rule", "all_rule_ids", "default_grammar", "grammar_folder", "load_rule", "rule"]
