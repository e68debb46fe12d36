"""How a text names an act or a part of one."""
