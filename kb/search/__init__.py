"""Finding words in what the site holds: folding, splitting, matching, showing where. Pure; knows no database."""

from kb.search.match import Question, ask, rank
from kb.search.snippet import Piece, mark, snippet

__all__ = ["Piece", "Question", "ask", "mark", "rank", "snippet"]
