"""The output beside hand-made gold: precision, recall and F1, and what was missed."""
