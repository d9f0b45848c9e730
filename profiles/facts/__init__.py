"""Facts of places as stored and as read into memory: the door for readers is `profiles.selectors`."""
