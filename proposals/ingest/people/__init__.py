"""Who is named: seats, names, posts and organisations, whatever words stand around them."""
