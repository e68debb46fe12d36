"""What words there are: counts, lists, spelling, vowel harmony, and misread letters."""
