"""How a suggestion comes about: folding, the small pattern language, lexicons, the language of a sentence, scope."""
