"""What may be wrong with a catalogue and its bibliography, and how it is known."""
