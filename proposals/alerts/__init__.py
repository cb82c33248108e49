"""What goes out by itself: mail through an outbox, the daily reminder, and the departments' calendars."""
