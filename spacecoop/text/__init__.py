"""What every finder shares, computed once a document: sentences, tokens, quotation marks, zones.

No finder's knowledge lives here, only the shape of the text.
"""

from spacecoop.text.reading import Quotation, Reading, Token, Tokens

__all__ = ["Quotation", "Reading", "Token", "Tokens"]
