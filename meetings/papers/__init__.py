"""What a meeting puts on paper: PDFs by the rights of their reader, typeset from templates/meetings/papers.

What is confidential and not for the reader is left out before a paper is written: out of its text, its properties, its
name and its numbers of pages. A sheet is looked up by its name in the address (`sheets.SHEETS`).
"""
