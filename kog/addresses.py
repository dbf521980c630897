"""Addresses of pages that stand where otherwise a key does: nobody gets one of these as a key."""

BESIDE_COMMITTEES = ("gruenden", "fruehere", "aussen")  # below gremien/
BESIDE_INSTITUTIONS = ("personen", "matrix", "aufgaben")  # below verzeichnis/
