"""A workbook is its own agency's; of all others, shells to who watches."""

from safetynet.access import policy_for
from safetynet.exports.books.models import Book, BookWords
from safetynet.exports.policy import ByTwoPolicy, WordsPolicy

policy_for(Book)(ByTwoPolicy)
policy_for(BookWords)(WordsPolicy)
