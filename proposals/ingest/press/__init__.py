"""Newspaper pages: articles, headlines, who stands in them, what each proposes. Above `text`, `people` and `asks`."""
