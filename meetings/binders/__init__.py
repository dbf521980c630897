"""The binder of a meeting (Sitzungsmappe): all its papers in one PDF, or in one ZIP, by the rights of whoever takes it.

`contents` what is in it for a reader · `own_papers` what the portal adds · `pages` our own pages, typeset ·
`assembling` puts it together · `joining` the child process that opens the PDFs of others and keeps their tags ·
row and worker: models/binders.py, actions/binding.py
"""
