"""What is kept about a person, for that person: yes and no, who has read, the file of it all, erasing."""
