"""Dates and times as people here write them; named in the settings as FORMAT_MODULE_PATH."""
