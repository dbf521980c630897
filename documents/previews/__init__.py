"""Pictures of pages, drawn in a child process. Only `asking` knows Django; the rest is what the child runs."""
