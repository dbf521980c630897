"""One search over everything, for each person what they may read. How an app registers its records: docs/search.md.

`registry` what there is to be found · `words` stems and spellings · `engines` SQLite and PostgreSQL ·
`indexing` keeps the entries true · `finding` asks them · `snippets` shows the place
"""

from .indexing import touch
from .registry import Description, FileType, Kind, Part, file_type, register

__all__ = ["Description", "FileType", "Kind", "Part", "file_type", "register", "touch"]
