"""Tables that optical recognition damaged: merged cells, stray signs and dashes, split pairs; all put right."""
