"""What is broken at home: told by the resident, mended by the caretaker, followed by both."""
