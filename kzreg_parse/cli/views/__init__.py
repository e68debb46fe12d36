"""What the terminal shows: an act, its references and procedures, repairs, differences, answers, scores."""
