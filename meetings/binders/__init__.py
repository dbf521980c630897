"""The binder of a meeting (Sitzungsmappe): all its papers in one PDF, or in one ZIP, by the rights of whoever takes it.

`contents` what is in it for a reader · `pages` our own pages, typeset · `joining` the PDFs of others, joined with ours
in a child process, with their tags · the row and the worker: models/binders.py, actions/binding.py
"""
