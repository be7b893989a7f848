"""What archives are asked, and what their answers say. No input, no output, no clock."""
