"""The type of acts with every kind of fact, under a name by which pickle finds it in another process."""

from kzreg_parse.extract.kinds import act_model

Act = act_model()
