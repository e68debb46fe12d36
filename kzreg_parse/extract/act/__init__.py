"""Facts of the act itself: requisites, signatures, repeal, changes, effective date."""
