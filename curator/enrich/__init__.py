"""What services say of the works that identifiers name: how they are asked, and what their answers say."""
