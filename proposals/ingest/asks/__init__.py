"""What is asked and in whose voice: cues, speech, numbered points, and where one measure ends."""
