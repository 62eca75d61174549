"""Search: by case number, and by name among what the viewer may see."""
